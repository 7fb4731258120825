package io.github.keytray.keychain;

import io.github.keytray.AccountStore;
import io.github.keytray.AccountStore.ExclusiveTask;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import java.io.IOException;
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
import org.jspecify.annotations.Nullable;

/**
 * One lock per entry: for the threads of this process a lock in memory, for other processes one on a file, which the
 * operating system takes from a process that dies. The files are empty and stay, because deleting one that another
 * process is about to lock would make two locks of it.
 */
final class EntryLocks {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(25);

    private final LockDirectory directory;
    private final Map<EntryName, ReentrantLock> work = new ConcurrentHashMap<>();
    private final Map<EntryName, ReentrantLock> leases = new ConcurrentHashMap<>();

    EntryLocks(Path state) {
        this.directory = new LockDirectory(state);
    }

    /** Runs the work alone. A thread that has the lock already keeps it. */
    <T> T exclusively(EntryName entry, Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
        ReentrantLock lock = lock(this.work, entry);
        if (lock.isHeldByCurrentThread()) return work.run();
        try (HeldLock held = acquire(lock, directory.file(entry.account()), patience)) {
            if (held == null) throw KeychainFailures.busy();
            return work.run();
        }
    }

    /** Whether the calling thread runs work for which others wait. */
    boolean isHeldByThisThread() {
        return work.values().stream().anyMatch(ReentrantLock::isHeldByCurrentThread);
    }

    /**
     * A lock beside that of the work, which is held while a person signs in. To be closed by the thread that got it.
     *
     * @return empty when somebody else held it for all that time
     */
    Optional<AccountStore.Lease> lease(EntryName entry, Duration patience)
            throws StoreUnavailable, InterruptedException {
        return Optional.ofNullable(acquire(lock(leases, entry), directory.file(entry.account() + "-login"), patience));
    }

    private static ReentrantLock lock(Map<EntryName, ReentrantLock> locks, EntryName entry) {
        return locks.computeIfAbsent(entry, e -> new ReentrantLock(true));
    }

    private static @Nullable HeldLock acquire(ReentrantLock lock, Path file, Duration patience)
            throws StoreUnavailable, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) return null;
        FileChannel channel = null;
        boolean got = false;
        try {
            channel = open(file);
            got = await(file, channel, deadline);
            return got ? new HeldLock(lock, channel) : null;
        } finally {
            if (!got) release(lock, channel);
        }
    }

    private static void release(ReentrantLock lock, @Nullable FileChannel channel) {
        try {
            if (channel != null) channel.close(); // which gives the file's lock back
        } catch (IOException e) {
            // The file is empty, and the lock goes with the descriptor.
        } finally {
            lock.unlock();
        }
    }

    private static FileChannel open(Path file) throws StoreUnavailable {
        try {
            return LockDirectory.open(file);
        } catch (IOException e) {
            throw KeychainFailures.noLock(file, e);
        }
    }

    private static boolean await(Path file, FileChannel channel, long deadline)
            throws StoreUnavailable, InterruptedException {
        try {
            while (tryLock(channel) == null) {
                long left = deadline - System.nanoTime();
                if (left <= 0) return false;
                // Nothing tells when another process lets go.
                LockSupport.parkNanos(channel, Math.min(PAUSE, left));
                if (Thread.interrupted()) throw new InterruptedException();
            }
            return true;
        } catch (IOException e) {
            throw KeychainFailures.noLock(file, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // Another class loader of this process has it.
        }
    }

    /** A lock in hand: the one in memory, and the file's. */
    record HeldLock(ReentrantLock lock, FileChannel channel) implements AccountStore.Lease {
        @Override
        public void close() {
            release(lock, channel);
        }
    }
}
