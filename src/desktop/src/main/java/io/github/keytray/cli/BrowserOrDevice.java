package io.github.keytray.cli;

import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.oauth.Authorization;
import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.DeviceDisplay;
import io.github.keytray.oauth.DeviceGrant;
import io.github.keytray.oauth.Provider;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Signs in through the browser here; on another device where the person wants that, or where no browser can be opened and
 * the provider offers it.
 *
 * @param isDevice whether the person has asked for another device
 */
record BrowserOrDevice(
        Provider provider,
        Client client,
        Browser browser,
        DeviceDisplay device,
        Terminal terminal,
        boolean isDevice,
        Duration timeout,
        InstantSource clock)
        implements Grant {
    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        if (!request.isInteractive()) throw new GrantException.InteractionRequired("Please sign in.");
        DeviceGrant elsewhere = new DeviceGrant(provider, client, device, timeout, clock);
        if (isDevice) return elsewhere.fetchToken(request);
        if (!elsewhere.isOffered()) {
            return new AuthorizationCodeGrant(
                            provider, client, TerminalBrowser.orLink(browser, terminal), timeout, clock)
                    .fetchToken(request);
        }
        OrNone here = new OrNone(browser);
        try {
            return new AuthorizationCodeGrant(provider, client, here, timeout, clock).fetchToken(request);
        } catch (GrantException.Cancelled cancelled) {
            if (!here.isNone) throw cancelled;
        }
        terminal.say("No browser can be opened here.");
        return elsewhere.fetchToken(request);
    }

    /** Ends the attempt where no browser opens, and notes why. */
    private static final class OrNone implements Browser {
        private final Browser browser;
        private boolean isNone;

        OrNone(Browser browser) {
            this.browser = browser;
        }

        @Override
        public Handle open(Authorization attempt) throws GrantException, InterruptedException {
            try {
                return browser.open(attempt);
            } catch (GrantException.Unreachable noBrowser) {
                isNone = true;
                attempt.cancel();
                return () -> {};
            }
        }
    }
}
