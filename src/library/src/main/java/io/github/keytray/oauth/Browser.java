package io.github.keytray.oauth;

import io.github.keytray.GrantException;

/** The external user-agent (RFC 8252 §1.1). */
@FunctionalInterface
public interface Browser {
    /**
     * Shows the authorization's page to the person. Returns as soon as it is shown.
     *
     * @return the visit, closed by the caller when the authorization has ended, however it ended
     * @throws GrantException when the page could not be shown at all
     */
    Handle open(Authorization authorization) throws GrantException, InterruptedException;

    /** A browser that is out. */
    @FunctionalInterface
    interface Handle extends AutoCloseable {
        /** Takes away what was shown beside the browser. Never throws; does not wait. */
        @Override
        void close();
    }
}
