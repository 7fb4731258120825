package io.github.keytray.swing;

import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.DeviceGrant;
import io.github.keytray.oauth.Provider;
import java.awt.Window;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Signs in through the browser here, or, where the provider offers it and the user prefers it, on another device. Each
 * authorization has its own dialog.
 */
final class BrowserOrDeviceGrant implements Grant {
    private final @Nullable Window owner;
    private final Browser browser;
    private final Provider provider;
    private final Client client;
    private final Duration timeout;
    private final InstantSource clock;

    BrowserOrDeviceGrant(
            @Nullable Window owner,
            Browser browser,
            Provider provider,
            Client client,
            Duration timeout,
            InstantSource clock) {
        this.owner = owner;
        this.browser = browser;
        this.provider = provider;
        this.client = client;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        if (!request.isInteractive()) throw new GrantException.InteractionRequired("Please sign in.");
        boolean offered = provider.expectedMetadata().deviceAuthorizationEndpoint() != null;
        boolean here = true;
        while (true) {
            SignInDialog dialog = new SignInDialog(owner, browser, offered);
            Grant way = here
                    ? new AuthorizationCodeGrant(provider, client, dialog, timeout, clock)
                    : new DeviceGrant(provider, client, dialog, timeout, clock);
            try {
                return way.fetchToken(request);
            } catch (GrantException.Cancelled cancelled) {
                if (!dialog.isOtherWanted()) throw dialog.orFailure(cancelled);
                here = !here;
            }
        }
    }
}
