package io.github.keytray.oauth;

import io.github.keytray.GrantException;

/**
 * Tells the user which page to open on another device, and which code to type there (RFC 8628 §3.3).
 *
 * @since 0.1
 */
@FunctionalInterface
public interface DeviceDisplay {
    /**
     * Shows the authorization's page and code. Returns as soon as they are shown.
     *
     * @return the handle, which the caller closes when the authorization has ended in any way
     * @throws GrantException when nothing could be shown at all
     */
    Browser.Handle show(DeviceAuthorization authorization) throws GrantException, InterruptedException;
}
