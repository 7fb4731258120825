package io.github.keytray.cli;

import io.github.keytray.internal.platform.DaemonThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The threads of the tray that wait for keychains, providers and disks. */
final class TrayWorkers {
    /** Enough for several providers that do not answer; a thread is there only while it has work. */
    private static final int WORKERS = 16;
    /** A worker that has nothing to do for so long leaves, with its stack. */
    private static final long IDLE_SECONDS = 5;

    private TrayWorkers() {}

    /**
     * Starts none yet.
     *
     * @param isWhole whether the files of this program are there; where they are removed beneath it, work fails for want of
     *     them, and nothing is printed: it is said by itself that the package was removed
     */
    static ThreadPoolExecutor of(BooleanSupplier isWhole) {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new DaemonThread("keytray-worker", work);
                    thread.setUncaughtExceptionHandler((worker, problem) -> {
                        if (isWhole.getAsBoolean()) worker.getThreadGroup().uncaughtException(worker, problem);
                    });
                    return thread;
                });
        // What comes too late is not begun.
        workers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }
}
