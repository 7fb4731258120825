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

/** The browser goes out to a page and comes back to the receiver, or does not. */
record BrowserAuthorization(
        URI uri,
        Instant deadline,
        Duration timeout,
        CompletableFuture<Map<String, String>> redirect,
        CancellableCall afterwards)
        implements Authorization {

    static BrowserAuthorization at(URI page, Duration timeout, InstantSource clock, LoopbackReceiver receiver) {
        return new BrowserAuthorization(page, clock.instant().plus(timeout), timeout, receiver.redirect(), new CancellableCall());
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
                            + "says why; otherwise try again.",
                    e);
        } catch (CancellationException e) {
            throw new Cancelled("The sign-in was cancelled. Nothing was changed.", e);
        } catch (ExecutionException e) {
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
