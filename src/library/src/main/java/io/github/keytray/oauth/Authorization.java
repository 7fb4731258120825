package io.github.keytray.oauth;

import java.net.URI;
import java.time.Instant;

/**
 * One attempt to sign in through the browser, as a {@link Browser} sees it.
 *
 * @since 0.1
 */
public interface Authorization {
    /** The page to show: the authorization request (RFC 6749 §4.1.1). It holds no secret; it may be shown and copied. */
    URI uri();

    /** When the attempt ends by itself. */
    Instant deadline();

    /** Cancels the authorization for the user. Safe from any thread, at any time, more than once. */
    void cancel();
}
