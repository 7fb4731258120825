package io.github.keytray.keychain;

import io.github.keytray.AccountStore;
import io.github.keytray.AccountStore.ExclusiveTask;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.platform.Directories;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One lock per entry: for the threads of this process a lock in memory, for other processes one on a file, which the
 * operating system takes from a process that dies. The files are empty and stay, because deleting one that another
 * process is about to lock would make two locks of it.
 */
final class EntryLocks {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(25);

    private final LockDirectory directory;
    private final FileLocking locking;
    /** Where the home directory is on a file system without locks, as NFS can be. */
    private final Supplier<Path> local;

    private final ThreadLocal<Boolean> deleting = new ThreadLocal<>();
    private final Map<EntryName, ReentrantLock> work = new ConcurrentHashMap<>();
    private final Map<EntryName, ReentrantLock> leases = new ConcurrentHashMap<>();

    EntryLocks(Path state) {
        this(state, SystemLocks.INSTANCE, SystemLocks.INSTANCE);
    }

    /** @param local a directory on a file system of this machine, where the other has no locks */
    EntryLocks(Path state, Supplier<Path> local, FileLocking locking) {
        this.directory = new LockDirectory(state);
        this.local = local;
        this.locking = locking;
    }

    /** How a file is locked. */
    @FunctionalInterface
    interface FileLocking {
        /**
         * Locks a file without waiting.
         *
         * @return null where another process has it
         * @throws IOException where the file system has no locks
         */
        @Nullable
        FileLock tryLock(FileChannel channel, Path file) throws IOException;
    }

    /**
     * Runs work that only deletes, under the lock as {@link #exclusively} does. Where no file system has locks it runs
     * without one, because signing out must always be possible.
     */
    <T> T deleteExclusively(EntryName entry, Duration patience, ExclusiveTask<T> work)
            throws GrantException, InterruptedException {
        deleting.set(true);
        try {
            return exclusively(entry, patience, work);
        } finally {
            deleting.remove();
        }
    }

    /** Runs the work under the lock. A thread that holds the lock already goes on with it. */
    <T> T exclusively(EntryName entry, Duration patience, ExclusiveTask<T> work)
            throws GrantException, InterruptedException {
        ReentrantLock lock = lock(this.work, entry);
        if (lock.isHeldByCurrentThread()) return work.run();
        try (HeldLock held = acquire(lock, directory.file(entry.account()), patience)) {
            if (held == null) throw KeychainFailures.busy();
            return work.run();
        }
    }

    /** Whether the calling thread runs work for which others wait. */
    boolean isHeldByThisThread() {
        for (ReentrantLock lock : work.values()) if (lock.isHeldByCurrentThread()) return true;
        return false;
    }

    /**
     * A lock beside that of the work, which is held while a person signs in. To be closed by the thread that got it.
     *
     * @return empty when another holder had it all that time
     */
    Optional<AccountStore.Lease> lease(EntryName entry, Duration patience)
            throws StoreUnavailable, InterruptedException {
        return Optional.ofNullable(acquire(lock(leases, entry), directory.file(entry.account() + "-login"), patience));
    }

    private static ReentrantLock lock(Map<EntryName, ReentrantLock> locks, EntryName entry) {
        return locks.computeIfAbsent(entry, e -> new ReentrantLock(true));
    }

    private @Nullable HeldLock acquire(ReentrantLock lock, Path file, Duration patience)
            throws StoreUnavailable, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) return null;
        FileChannel channel = null;
        boolean got = false;
        try {
            channel = open(file);
            try {
                got = await(file, channel, deadline);
            } catch (IOException noLocks) {
                closeQuietly(channel);
                channel = null;
                Path next = new LockDirectory(local()).file(file);
                channel = open(next);
                got = awaitLocal(next, channel, deadline, noLocks);
            }
            return got ? new HeldLock(lock, channel) : null;
        } finally {
            if (!got) release(lock, channel);
        }
    }

    private static void release(ReentrantLock lock, @Nullable FileChannel channel) {
        try {
            if (channel != null) closeQuietly(channel);
        } finally {
            lock.unlock();
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close(); // which gives the file's lock back
        } catch (IOException e) {
            // The file is empty, and the lock goes with the descriptor.
        }
    }

    private Path local() {
        return local.get().resolve("locks");
    }

    private boolean awaitLocal(Path file, FileChannel channel, long deadline, IOException noLocks)
            throws StoreUnavailable, InterruptedException {
        try {
            return await(file, channel, deadline);
        } catch (IOException noneHereEither) {
            if (Boolean.TRUE.equals(deleting.get())) return true;
            throw KeychainFailures.noFileLocks(directory.path(), noLocks);
        }
    }

    private static FileChannel open(Path file) throws StoreUnavailable {
        try {
            return LockDirectory.open(file);
        } catch (IOException e) {
            throw KeychainFailures.noLock(file, e);
        }
    }

    private boolean await(Path file, FileChannel channel, long deadline) throws IOException, InterruptedException {
        while (tryLock(channel, file) == null) {
            long left = deadline - System.nanoTime();
            if (left <= 0) return false;
            // There is no notification when another process releases the lock.
            LockSupport.parkNanos(channel, Math.min(PAUSE, left));
            if (Thread.interrupted()) throw new InterruptedException();
        }
        return true;
    }

    private @Nullable FileLock tryLock(FileChannel channel, Path file) throws IOException, InterruptedException {
        try {
            return locking.tryLock(channel, file);
        } catch (ClosedByInterruptException interrupted) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (OverlappingFileLockException e) {
            return null; // Another class loader of this process has it.
        }
    }

    /** Those of the operating system. Not lambdas: every start makes one of these objects. */
    private enum SystemLocks implements Supplier<Path>, FileLocking {
        INSTANCE;

        @Override
        public Path get() {
            return Directories.current().runtime();
        }

        @Override
        public @Nullable FileLock tryLock(FileChannel channel, Path file) throws IOException {
            return channel.tryLock();
        }
    }

    /** A held lock: the one in memory and that of the file. */
    record HeldLock(ReentrantLock lock, FileChannel channel) implements AccountStore.Lease {
        @Override
        public void close() {
            release(lock, channel);
        }
    }
}
