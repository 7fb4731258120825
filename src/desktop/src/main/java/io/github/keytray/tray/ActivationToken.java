package io.github.keytray.tray;

import org.jspecify.annotations.Nullable;

/**
 * What the desktop gave with a click (xdg-activation), so that the window which the click opens may come to the front. Good
 * for one window. Safe for any thread.
 */
final class ActivationToken {
    private @Nullable String token;

    synchronized void set(String token) {
        this.token = token.isEmpty() ? null : token;
    }

    /** The token, once; null where none was given. */
    synchronized @Nullable String take() {
        String given = token;
        token = null;
        return given;
    }
}
