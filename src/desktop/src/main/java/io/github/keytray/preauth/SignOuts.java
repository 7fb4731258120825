package io.github.keytray.preauth;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Signs out: deletes at once, and then revokes at the provider. What is to be revoked waits in the provider's queue, so that
 * many sign-outs at a provider that does not answer leave threads for the others.
 */
record SignOuts(
        SignInStore store, SignInRegistry registry, SignInEvents events, Executor workers, ProviderQueues queues) {
    /** The future brings why the tokens could not be revoked, if they could not. */
    CompletableFuture<Optional<GrantException>> of(StoredSignIn signIn) {
        SignInStore.StoredAccount account = store.open(signIn.account());
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
        if (token == null) {
            BackgroundWork.complete(done, () -> end(signIn, Optional.empty()));
            return;
        }
        queues.executeFirst(
                signIn.account().issuer(),
                () -> BackgroundWork.complete(done, () -> end(signIn, account.revoke(token))));
    }

    private Optional<GrantException> end(StoredSignIn signIn, Optional<GrantException> notRevoked) {
        registry.remove(
                signIn.entry(), notRevoked.map(GrantException::getMessage).orElse(""));
        events.tell();
        return notRevoked;
    }
}
