package io.github.keytray.preauth;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that has a {@link PreAuthenticator} do what is due: at once when somebody asks. It beats often besides,
 * because a computer that sleeps stretches a long wait.
 */
public final class Heart implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private final PreAuthenticator preAuthenticator;
    private final Thread thread = new Thread(this::beat, "keytray-preauth");
    private volatile boolean beating = true;

    private Heart(PreAuthenticator preAuthenticator) {
        this.preAuthenticator = preAuthenticator;
        thread.setDaemon(true);
    }

    /** Starts. */
    public static Heart of(PreAuthenticator preAuthenticator) {
        Heart heart = new Heart(preAuthenticator);
        preAuthenticator.wake(() -> LockSupport.unpark(heart.thread));
        heart.thread.start();
        return heart;
    }

    private void beat() {
        while (beating) {
            Duration next = preAuthenticator.tick();
            if (next.compareTo(LONGEST) > 0) next = LONGEST;
            if (next.compareTo(SHORTEST) < 0) next = SHORTEST;
            LockSupport.parkNanos(this, next.toNanos());
        }
    }

    /** Nothing new begins. What has begun ends by itself. */
    @Override
    public void close() {
        beating = false;
        LockSupport.unpark(thread);
    }
}
