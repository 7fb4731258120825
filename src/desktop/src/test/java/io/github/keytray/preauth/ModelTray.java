package io.github.keytray.preauth;

import io.github.keytray.User;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The real pre-authenticator over a keychain, on virtual time. */
public final class ModelTray {
    private final PreAuthenticator signIns;
    private final @Nullable ModelWorker worker;

    /** One for whose work each call waits. */
    public ModelTray(
            Keychain keychain,
            Function<String, Provider> reach,
            Path directory,
            InstantSource clock,
            LongSupplier nanoTime) {
        this(keychain, reach, directory, clock, nanoTime, new ModelWorker());
    }

    /** @param workers do what blocks */
    public ModelTray(
            Keychain keychain,
            Function<String, Provider> reach,
            Path directory,
            InstantSource clock,
            LongSupplier nanoTime,
            Executor workers) {
        worker = workers instanceof ModelWorker model ? model : null;
        signIns = new PreAuthenticator(
                new KeychainSignInStore(keychain, reach, account -> Client.of(account.clientId()), clock),
                new Journal(directory.resolve("journal"), write -> {}, problem -> {}),
                Set::of,
                new Random(1),
                workers,
                new Clocks(clock, nanoTime));
    }

    private void awaitWorker() {
        if (worker != null) worker.await();
    }

    /** Looks who is signed in, and renews what is due. */
    public void tick() {
        signIns.reload();
        signIns.tick();
        awaitWorker();
        signIns.tick();
        awaitWorker();
    }

    /** Renews at once, as the person can have it done. */
    public void renew() {
        for (StoredSignIn each : signIns.all()) settle(signIns.refresh(each));
    }

    /** What the tray answers an application, which it goes on with where there is no token yet. */
    public BrokerResponse answer(BrokerRequest question) {
        try {
            return signIns.answer(question);
        } finally {
            awaitWorker();
        }
    }

    public void signOut(User user) {
        for (StoredSignIn each : signIns.all()) if (each.user().equals(user)) settle(signIns.signOut(each));
    }

    private void settle(CompletableFuture<?> done) {
        awaitWorker();
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException bug) throw bug;
            // The person sees that it failed.
        }
    }

    public SignIns signIns() {
        return signIns;
    }

    /** What the tray shows and writes, to be searched for secrets. */
    public String shown() {
        return signIns.all() + " " + signIns.journal() + " " + signIns.status();
    }
}
