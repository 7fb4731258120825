package io.github.keytray;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes a sign-in from the store and from memory. It waits for a refresh in progress and deletes its result, too. */
record SignOut(AccountStore store, UnsavedSignIn unsaved, Revocation revocation, Duration patience) {
    /**
     * Deletes the user whom the request names, or else the default user.
     *
     * @return the stored sign-in, for the caller to revoke; an unsaved token of the same user is revoked here
     */
    Optional<StoredUser> of(TokenRequest whom) throws GrantException, InterruptedException {
        List<StoredUser> gone = new ArrayList<>();
        try {
            Optional<StoredUser> stored = store.deleteExclusively(patience, () -> delete(whom));
            unsaved.user(whom).ifPresent(gone::add);
            // The store may have refused the result of a refresh that held the lock until now.
            stored.flatMap(user -> unsaved.user(whom.user(user.user()))).ifPresent(gone::add);
            stored.ifPresent(gone::add);
        } catch (StoreUnavailable problem) {
            // Where there is no store, memory was the only place.
            unsaved.user(whom).ifPresent(gone::add);
            if (gone.isEmpty() || problem.reason() != Reason.ABSENT) throw problem;
        }
        gone.forEach(user -> unsaved.forget(user.user().id()));
        if (gone.isEmpty()) return Optional.empty();
        StoredUser first = gone.get(0);
        gone.stream().distinct().filter(user -> !user.equals(first)).forEach(revocation::of);
        return Optional.of(first);
    }

    private Optional<StoredUser> delete(TokenRequest whom) throws GrantException, InterruptedException {
        try {
            Optional<StoredUser> user = AutoLoginGrant.find(store, whom);
            if (whom.sub().isPresent()) store.removeUser(whom.sub().get());
            else store.putDefaultUser(null);
            return user;
        } catch (StoreUnavailable problem) {
            if (problem.reason() != Reason.CORRUPT) throw problem;
            store.putDefaultUser(null);
            return Optional.empty();
        }
    }
}
