package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Cancelled;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The browser goes out to a page and comes back to the receiver, or does not. */
record BrowserAuthorization(
        URI uri,
        String advice,
        Instant deadline,
        Duration timeout,
        CompletableFuture<Map<String, String>> redirect,
        CancellableCall afterwards)
        implements Authorization {

    static BrowserAuthorization at(URI page, Duration timeout, InstantSource clock, LoopbackReceiver receiver) {
        return new BrowserAuthorization(
                page, "", clock.instant().plus(timeout), timeout, receiver.redirect(), new CancellableCall());
    }

    /**
     * A provider that does not know the redirect URI must not send the browser back (RFC 6749 §4.1.2.1): the user is
     * shown this text then, because only the time limit ends the wait.
     *
     * @param configured the redirect URI that was chosen beforehand, if any
     */
    BrowserAuthorization comingBackTo(URI sent, @Nullable URI configured) {
        boolean fixed = configured != null && configured.getPort() >= 0;
        String advice = " If it is about the redirect URI: " + sent + " was sent"
                + (fixed
                        ? ", and must be registered for this application exactly as it is written here."
                        : ". A provider that compares ports wants a fixed one: register"
                                + " http://127.0.0.1:21864/callback, for example, exactly like this, and set it as the"
                                + " redirect URI (--redirect-uri).");
        return new BrowserAuthorization(uri, advice, deadline, timeout, redirect, afterwards);
    }

    /**
     * Opens the browser and waits for it to come back.
     *
     * @return the parameters it brought
     */
    Map<String, String> by(Browser browser) throws GrantException, InterruptedException {
        try (Browser.Handle visit = browser.open(this)) {
            return answer();
        }
    }

    /**
     * Waits for the browser to come back.
     *
     * @return the parameters it brought
     */
    Map<String, String> answer() throws GrantException, InterruptedException {
        try {
            return redirect.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Cancelled(
                    "The sign-in took too long and was ended. Nothing was changed. If the browser shows an error, it "
                            + "says why; otherwise try again." + advice,
                    e);
        } catch (CancellationException e) {
            throw new Cancelled("The sign-in was cancelled. Nothing was changed.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GrantException problem) throw problem;
            throw new GrantException.Unreachable(
                    "This computer no longer lets the browser come back. Nothing was changed. Try again.",
                    e.getCause());
        }
    }

    @Override
    public void cancel() {
        redirect.cancel(false);
        afterwards.cancel();
    }
}
