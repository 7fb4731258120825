package io.github.keytray.oauth;

import java.net.URI;

/**
 * One authorization on another device (RFC 8628), as a {@link DeviceDisplay} sees it. {@link #uri} is the page for a
 * device that can scan or follow a link; where the provider offers one, it holds the code already ({@code
 * verification_uri_complete}, RFC 8628 §3.3.1). The code is still to be shown beside it, to be compared.
 *
 * @since 0.1
 */
public interface DeviceAuthorization extends Authorization {
    /** The page where the user types the code ({@code verification_uri}, RFC 8628 §3.2): short, without the code. */
    URI verificationUri();

    /**
     * The code that the user types there ({@code user_code}, RFC 8628 §3.2), as the provider wrote it: one line, never
     * empty.
     */
    String userCode();
}
