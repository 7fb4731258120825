package io.github.keytray.preauth;

import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Unreachable;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** The side on which a refresh failed. */
enum FailureOrigin {
    /**
     * The way to the provider: no network, no name, a network's own sign-in page. Frequent tries put no load on the
     * provider.
     */
    LOCAL,
    /** The provider itself, as far as can be told. */
    REMOTE;

    static FailureOrigin of(GrantException problem) {
        if (problem instanceof Unreachable unreachable && unreachable.isIntercepted()) return LOCAL;
        for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
            boolean here = cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLException;
            if (here) return LOCAL;
        }
        return REMOTE;
    }
}
