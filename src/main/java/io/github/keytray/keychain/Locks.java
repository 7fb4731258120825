package io.github.keytray.keychain;

import io.github.keytray.AccountStore.Work;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
final class Locks {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(25);

    private final LockDirectory directory;
    private final Map<EntryName, ReentrantLock> inProcess = new ConcurrentHashMap<>();

    Locks(Path state) {
        this.directory = new LockDirectory(state);
    }

    /** Runs the work alone. A thread that has the lock already keeps it. */
    <T> T exclusively(EntryName entry, Duration patience, Work<T> work) throws GrantException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        ReentrantLock lock = inProcess.computeIfAbsent(entry, e -> new ReentrantLock(true));
        if (lock.isHeldByCurrentThread()) return work.run();
        if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) throw Problem.busy();
        try {
            return acrossProcesses(directory.file(entry), deadline, work);
        } finally {
            lock.unlock();
        }
    }

    private static <T> T acrossProcesses(Path file, long deadline, Work<T> work)
            throws GrantException, InterruptedException {
        FileChannel channel = open(file);
        try {
            await(file, channel, deadline);
            return work.run();
        } finally {
            close(channel); // which gives the lock back
        }
    }

    private static FileChannel open(Path file) throws StoreUnavailable {
        try {
            return LockDirectory.open(file);
        } catch (IOException e) {
            throw Problem.noLock(file, e);
        }
    }

    private static void await(Path file, FileChannel channel, long deadline)
            throws StoreUnavailable, InterruptedException {
        try {
            while (tryLock(channel) == null) {
                long left = deadline - System.nanoTime();
                if (left <= 0) throw Problem.busy();
                // Nothing tells when another process lets go.
                LockSupport.parkNanos(channel, Math.min(PAUSE, left));
                if (Thread.interrupted()) throw new InterruptedException();
            }
        } catch (IOException e) {
            throw Problem.noLock(file, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // Another class loader of this process has it.
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The file is empty, and the lock goes with the descriptor.
        }
    }
}
