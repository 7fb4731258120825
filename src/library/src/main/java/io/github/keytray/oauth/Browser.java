package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import java.net.URI;
import java.util.function.Consumer;

/**
 * The external user-agent (RFC 8252 §1.1).
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Browser {
    /**
     * Shows the authorization's page to the user. Called on a worker thread; returns as soon as the page is shown.
     *
     * @return the handle, which the caller closes when the authorization has ended in any way
     * @throws GrantException when the page could not be shown at all
     */
    Handle open(Authorization authorization) throws GrantException, InterruptedException;

    /**
     * A browser that only opens the address and shows no dialog: for tests, and for hosts that open pages in their own
     * way.
     *
     * @param opener opens the address and returns before the user has signed in; called on a worker thread
     */
    static Browser of(Consumer<? super URI> opener) {
        return authorization -> {
            opener.accept(authorization.uri());
            return () -> {};
        };
    }

    /** What was shown for one authorization. */
    @FunctionalInterface
    interface Handle extends AutoCloseable {
        /** Closes what was shown beside the browser. Never throws; does not wait. */
        @Override
        void close();
    }
}
