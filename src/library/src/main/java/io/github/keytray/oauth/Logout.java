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
 * Ends the provider's own session in the person's browser (OpenID Connect RP-Initiated Logout), so that the next sign-in
 * asks who they are. The ID token that says whose session it is goes from a page on this computer to the provider: it is
 * in no address and on no command line. Call it when nothing is kept any more: it is a courtesy, and may fail.
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
     * Sends the browser to the provider, and returns when it is on its way; what the provider then asks or says is
     * between it and the person. Where the client has a {@linkplain Client#postLogoutRedirectUri last page} of its own,
     * waits for the browser to come back to it.
     *
     * @param token what was kept
     * @return false where the provider offers no such thing, and no browser was opened
     * @throws GrantException.Rejected when the provider takes no sign-out that keeps the ID token out of addresses
     * @throws GrantException.Cancelled when the browser did not come, or the person cancelled
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

    /** A provider that keeps the browser has signed the person out all the same, or says on its page that it did not. */
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
        // Nobody else on this computer may find the page.
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
