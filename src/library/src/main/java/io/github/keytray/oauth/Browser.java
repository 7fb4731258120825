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
     * Shows the authorization's page to the person. Returns as soon as it is shown.
     *
     * @return the visit, closed by the caller when the authorization has ended, however it ended
     * @throws GrantException when the page could not be shown at all
     */
    Handle open(Authorization authorization) throws GrantException, InterruptedException;

    /**
     * A browser that is only told the address, and shows nothing beside: for tests, and for hosts that open pages in
     * their own way.
     *
     * @param opener opens the address and returns before the person has signed in; called on a worker thread
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
        /** Takes away what was shown beside the browser. Never throws; does not wait. */
        @Override
        void close();
    }
}
