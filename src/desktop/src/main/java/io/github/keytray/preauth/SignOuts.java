package io.github.keytray.preauth;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.preauth.JournalEntry.Event;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signs out: deletes at once, and then revokes at the provider. What is to be revoked waits in the provider's queue, so that
 * many sign-outs at a provider that does not answer leave threads for the others; at the end of the tray it waits no longer.
 */
final class SignOuts {
    private final SignInStore store;
    private final SignInRegistry registry;
    private final SignInEvents events;
    private final Executor workers;
    private final ProviderQueues queues;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private boolean isEnding;
    private int sending;

    SignOuts(SignInStore store, SignInRegistry registry, SignInEvents events, Executor workers, ProviderQueues queues) {
        this.store = store;
        this.registry = registry;
        this.events = events;
        this.workers = workers;
        this.queues = queues;
    }

    /** The future brings why the tokens could not be revoked, if they could not. */
    CompletableFuture<Optional<GrantException>> of(StoredSignIn signIn) {
        // The one that renews it: a newer token may be in its memory alone.
        SignInStore.StoredAccount account = registry.of(signIn.entry())
                .map(ManagedSignIn::storedAccount)
                .orElseGet(() -> store.open(signIn.account()));
        CompletableFuture<Optional<GrantException>> done = new CompletableFuture<>();
        BackgroundWork.start(workers, () -> account.delete(signIn.user())).whenComplete((token, problem) -> {
            if (problem == null) revoke(signIn, account, token.orElse(null), done);
            else done.completeExceptionally(problem);
        });
        return done;
    }

    private void revoke(
            StoredSignIn signIn,
            SignInStore.StoredAccount account,
            @Nullable Token token,
            CompletableFuture<Optional<GrantException>> done) {
        boolean isNews = registry.remove(signIn.entry());
        events.tell();
        if (token == null) {
            BackgroundWork.complete(done, () -> end(signIn, isNews, Optional.empty()));
            return;
        }
        Runnable revocation = () -> BackgroundWork.complete(done, () -> end(signIn, isNews, account.revoke(token)));
        if (await(revocation)) queues.executeFirst(signIn.account().issuer(), () -> runUnlessTaken(revocation));
        else send(revocation);
    }

    private synchronized boolean await(Runnable revocation) {
        return !isEnding && waiting.add(revocation);
    }

    private void runUnlessTaken(Runnable revocation) {
        synchronized (this) {
            if (!waiting.remove(revocation)) return;
        }
        revocation.run();
    }

    /** Sends at once what still waits to be revoked, and from now on what is signed out. Does not block. */
    void end() {
        List<Runnable> left;
        synchronized (this) {
            isEnding = true;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(this::send);
    }

    /** On a thread of its own: the workers are needed for what is still to be deleted or stored. */
    private void send(Runnable revocation) {
        synchronized (this) {
            sending++;
        }
        new DaemonThread("keytray-revocation", () -> {
                    try {
                        revocation.run();
                    } finally {
                        sent();
                    }
                })
                .start();
    }

    private synchronized void sent() {
        sending--;
        notifyAll();
    }

    /** Waits until what was sent at the end has been answered; returns false where that takes longer. */
    synchronized boolean awaitEnd(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (sending > 0) {
            long left = end - System.nanoTime();
            if (left <= 0) return false;
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private Optional<GrantException> end(StoredSignIn signIn, boolean isNews, Optional<GrantException> notRevoked) {
        String detail = notRevoked.map(GrantException::getMessage).orElse("");
        if (isNews) events.note(signIn.entry(), Event.SIGNED_OUT, detail);
        events.tell();
        return notRevoked;
    }
}
