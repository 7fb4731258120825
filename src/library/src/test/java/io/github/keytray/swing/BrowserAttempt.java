package io.github.keytray.swing;

import io.github.keytray.oauth.Authorization;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A sign-in that waits for a person at the browser, and notes that it was cancelled. */
final class BrowserAttempt implements Authorization {
    final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();

    @Override
    public URI uri() {
        return URI.create("https://login.acme.example/auth?state=1");
    }

    @Override
    public Instant deadline() {
        return Instant.now().plusSeconds(272);
    }

    @Override
    public void cancel() {
        cancelled.complete(true);
    }
}
