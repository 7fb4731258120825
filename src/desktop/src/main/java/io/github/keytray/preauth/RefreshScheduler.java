package io.github.keytray.preauth;

import io.github.keytray.internal.platform.DaemonThread;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that calls a {@link PreAuthenticator} when work is due, and at once on request. It also wakes up twice a
 * minute, because a long wait takes longer when the computer sleeps.
 */
public final class RefreshScheduler implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private final PreAuthenticator preAuthenticator;
    private final Runnable whenAwake;
    private final Thread thread = new DaemonThread("keytray-preauth", this::loop);
    private volatile boolean running = true;
    private volatile boolean isRung;

    private RefreshScheduler(PreAuthenticator preAuthenticator, Runnable whenAwake) {
        this.preAuthenticator = preAuthenticator;
        this.whenAwake = whenAwake;
    }

    /**
     * Starts.
     *
     * @param whenAwake what else is looked at then, so that nothing else need wake up; returns soon
     */
    public static RefreshScheduler of(PreAuthenticator preAuthenticator, Runnable whenAwake) {
        RefreshScheduler scheduler = new RefreshScheduler(preAuthenticator, whenAwake);
        preAuthenticator.wake(scheduler::ring);
        scheduler.thread.start();
        return scheduler;
    }

    private void ring() {
        isRung = true;
        LockSupport.unpark(thread);
    }

    private void loop() {
        while (running) {
            isRung = false;
            whenAwake.run();
            Duration next = preAuthenticator.tick();
            if (next.compareTo(LONGEST) > 0) next = LONGEST;
            if (next.compareTo(SHORTEST) < 0) next = SHORTEST;
            // A lock that was waited for meanwhile may have used up the permit.
            if (!isRung) LockSupport.parkNanos(this, next.toNanos());
        }
    }

    /** Nothing new begins. What has begun ends by itself. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
    }
}
