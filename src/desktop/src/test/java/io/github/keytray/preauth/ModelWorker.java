package io.github.keytray.preauth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * All the threads that a tray has for its work: one, which is there while there is work. Work that waits for other work
 * stands still here at once, which with more threads it does only when as many wait.
 */
final class ModelWorker implements Executor {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private @Nullable Thread thread;
    private @Nullable Throwable failure;

    @Override
    public synchronized void execute(Runnable work) {
        waiting.add(work);
        if (thread != null) return;
        thread = new Thread(this::run, "keytray-worker");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        for (Runnable work = next(); work != null; work = next()) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable work = waiting.poll();
        if (work == null) {
            thread = null;
            notifyAll();
        }
        return work;
    }

    private synchronized void failed(Throwable problem) {
        if (failure == null) failure = problem;
    }

    /** Waits until there is no work, and fails as it did. An interrupt is the worker's, as at the end of a tray. */
    synchronized void await() {
        boolean interrupted = false;
        while (thread != null) {
            try {
                wait();
            } catch (InterruptedException e) {
                if (thread != null) thread.interrupt();
                else interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        Throwable problem = failure;
        failure = null;
        if (problem instanceof Error error) throw error;
        if (problem instanceof RuntimeException bug) throw bug;
    }
}
