package io.github.keytray.oauth;

import java.net.URI;
import java.time.Instant;

/**
 * One authorization in the browser, as a {@link Browser} sees it. Safe for any thread.
 *
 * @since 0.1
 */
public interface Authorization {
    /** The page to show: the authorization request (RFC 6749 §4.1.1). It holds no secret; it may be shown and copied. */
    URI uri();

    /** When the authorization ends by itself. */
    Instant deadline();

    /** Cancels the authorization for the user. Safe from any thread, at any time, more than once. */
    void cancel();
}
