package io.github.keytray;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Revokes, at the end of the process, the sign-ins that the person did not want to stay signed in with. They are in its
 * memory only, so that they could be neither used nor revoked afterwards. The end of the process waits for it, but not for long.
 */
final class ExitRevocation {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final UnsavedSignIn unsaved;
    private final Revocation revocation;
    /** While there is something to revoke: the host's own shutdown is not changed longer than needed. */
    private volatile @Nullable Thread hook;

    ExitRevocation(UnsavedSignIn unsaved, Revocation revocation) {
        this.unsaved = unsaved;
        this.revocation = revocation;
    }

    /** To be called when a declined sign-in may have come or gone. Takes no lock where there is none and was none. */
    void update() {
        if (hook != null || !unsaved.isEmpty()) updateHook();
    }

    private synchronized void updateHook() {
        boolean isNeeded = unsaved.declined().stream().anyMatch(ExitRevocation::isRevocable);
        if (isNeeded == (hook != null)) return;
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
                hook = null;
            } else {
                // The tray waits for threads with this name, before another program goes on in its process.
                Thread atExit = new Thread(this::atExit, "keytray-exit");
                Runtime.getRuntime().addShutdownHook(atExit);
                hook = atExit;
            }
        } catch (IllegalStateException ending) {
            // The hook has begun, or it is too late for one.
        }
    }

    private static boolean isRevocable(StoredUser user) {
        return user.token() != null && user.token().refreshToken() != null;
    }

    /** Forgets the declined sign-ins now, and revokes them in the background. */
    void now() {
        for (StoredUser user : unsaved.forgetDeclined()) revocation.of(user);
        update();
    }

    private void atExit() {
        Thread worker = new Thread(this::revokeAll, "keytray-revocation");
        worker.setDaemon(true);
        worker.start();
        try {
            worker.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void revokeAll() {
        for (StoredUser user : unsaved.forgetDeclined()) {
            try {
                if (user.token() != null) revocation.now(user.token());
            } catch (GrantException | InterruptedException notRevoked) {
                // It ends by itself.
            }
        }
    }
}
