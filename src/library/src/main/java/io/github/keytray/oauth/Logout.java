package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Cancelled;
import io.github.keytray.Token;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the provider's own session in the person's browser (OpenID Connect RP-Initiated Logout), so that the next
 * sign-in asks for the user again. The ID token that names the session ({@code id_token_hint}) goes to the provider
 * from a page on this computer, so that it appears in no address and on no command line. Call it after the sign-in is
 * deleted: it may fail, and the local sign-out does not depend on it.
 *
 * @since 0.1
 */
public final class Logout {
    private final Provider provider;
    private final Client client;
    private final Browser browser;
    private final Duration timeout;
    private final InstantSource clock;

    /**
     * @param browser shows the provider's page
     * @param timeout how long the browser has to open
     */
    public Logout(Provider provider, Client client, Browser browser, Duration timeout, InstantSource clock) {
        this.provider = provider;
        this.client = client;
        this.browser = browser;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Opens the browser at the provider and returns; the provider may then ask the user to confirm. Where the client
     * has a {@linkplain Client#postLogoutRedirectUri last page} of its own, waits for the browser to come back to it.
     *
     * @param token the token that was stored
     * @return false where the provider has no {@code end_session_endpoint}; then no browser was opened
     * @throws GrantException.Rejected when the provider accepts no sign-out without the ID token in an address
     * @throws GrantException.Cancelled when the browser did not come back in time, or the user cancelled
     */
    public boolean endSession(Token token) throws GrantException, InterruptedException {
        URI uri = provider.metadata().endSessionEndpoint();
        if (uri == null || !provider.quirks().endsSessions()) return false;
        Map<String, String> form = new TreeMap<>(Map.of("client_id", client.id()));
        if (token.idToken() != null) form.put("id_token_hint", token.idToken());
        URI last = client.postLogoutRedirectUri();
        if (last == null) {
            send(uri, form);
            return true;
        }
        String back = Pkce.unguessable();
        try (LoopbackReceiver end = LoopbackReceiver.open(last, back)) {
            form.put("post_logout_redirect_uri", end.redirectUri().toString());
            form.put("state", back);
            send(uri, form);
            end.show(ResultPage.SIGNED_OUT);
            awaitReturn(end);
        }
        return true;
    }

    /**
     * A provider that does not redirect the browser has signed the user out nevertheless, or says on its page that it
     * did not.
     */
    private void awaitReturn(LoopbackReceiver end) throws InterruptedException {
        try {
            end.redirect().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stayedThere) {
            return;
        }
    }

    private void send(URI uri, Map<String, String> form) throws GrantException, InterruptedException {
        LocalPage leaving = SignOutPage.of(provider, uri, form);
        String state = Pkce.unguessable();
        // Other users of this computer must not find the page.
        URI hidden = URI.create("http://127.0.0.1/" + Pkce.unguessable());
        try (LoopbackReceiver receiver = LoopbackReceiver.open(hidden, state)) {
            URI page = URI.create(receiver.redirectUri() + "?state=" + state);
            BrowserAuthorization.at(page, timeout, clock, receiver).by(browser);
            receiver.show(leaving);
        } catch (Cancelled notThere) {
            throw new Cancelled(
                    "The provider still knows you in your browser: it was not told that you signed out.", notThere);
        }
    }
}
