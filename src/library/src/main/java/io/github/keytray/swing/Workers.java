package io.github.keytray.swing;

import io.github.keytray.internal.platform.DaemonThread;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/** The threads of a {@link SwingSignIn}: daemons, or what the host's factory makes. Closing interrupts them all. */
final class Workers implements AutoCloseable {
    private final ThreadFactory factory;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    Workers(ThreadFactory factory) {
        this.factory = factory;
    }

    /** Daemon threads, which do not prevent the end of the process. */
    static Workers daemons() {
        return new Workers(new DaemonThreads());
    }

    /**
     * Runs the work on a thread of its own, called so unless the factory names its threads.
     *
     * @return false when these workers are closed, or the factory makes no thread
     */
    boolean start(String name, Runnable work) {
        if (isClosed) return false;
        Thread thread = factory.newThread(new InterruptibleWork(work));
        if (thread == null) return false;
        if (thread.getName().startsWith("Thread-")) thread.setName(name);
        thread.start();
        return true;
    }

    @Override
    public void close() {
        isClosed = true;
        running.forEach(Thread::interrupt);
    }

    // These are on the way of every start, in which a lambda takes longer than a class.

    private static final class DaemonThreads implements ThreadFactory {
        @Override
        public Thread newThread(Runnable work) {
            return new DaemonThread("keytray-work", work);
        }
    }

    /** Work that closing interrupts. */
    private final class InterruptibleWork implements Runnable {
        private final Runnable work;

        InterruptibleWork(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            running.add(Thread.currentThread());
            try {
                // Closed in between: the interrupt was meant for the work that has ended.
                if (!isClosed) work.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        }
    }
}
