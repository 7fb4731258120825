package io.github.keytray.preauth;

import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Reads the list of sign-ins every minute, on request at once, and sooner again where it could not be read. */
final class RegistryReader {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final SignInStore store;
    private final SignInRegistry registry;
    private final SignInEvents events;
    private final Clocks time;
    private volatile Runnable alarm = () -> {};
    private volatile boolean asked;
    private volatile boolean looking;
    private volatile long nextLook;
    private volatile int failedLooks;

    RegistryReader(SignInStore store, SignInRegistry registry, SignInEvents events, Clocks time) {
        this.store = store;
        this.registry = registry;
        this.events = events;
        this.time = time;
        this.nextLook = time.nanos();
    }

    /** Has this called after each read, and when one is wanted. */
    void wake(Runnable alarm) {
        this.alarm = alarm;
    }

    /** Something has changed: the list is to be read again. */
    void request() {
        asked = true;
        alarm.run();
    }

    /** Begins to read where that is due; does not block. */
    void lookIfDue(Executor workers) {
        if (untilLook() > 0) return;
        asked = false;
        looking = true;
        workers.execute(this::look);
    }

    /**
     * Nanoseconds until the list is to be read. A request during a read may be too late for it, so another read follows
     * when this one ends.
     */
    long untilLook() {
        if (looking) return Long.MAX_VALUE;
        return asked ? 0 : Math.max(0, nextLook - time.nanos());
    }

    /** Reads now, and blocks for it. */
    void look() {
        try {
            registry.found(store.entries());
        } catch (StoreUnavailable e) {
            registry.lost(e);
        } catch (GrantException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            failedLooks = registry.problem().isPresent() ? Math.min(failedLooks + 1, 6) : 0;
            Duration wait = failedLooks == 0 ? BETWEEN_LOOKS : Duration.ofSeconds(1L << failedLooks);
            nextLook = time.nanos() + wait.toNanos();
            looking = false;
            alarm.run();
        }
        events.tell();
    }
}
