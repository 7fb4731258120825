package io.github.keytray;

import io.github.keytray.GrantException.Cancelled;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.Untrusted;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in by the person, at the provider. One application at a time opens a browser for an account; the next takes what
 * it stored, or asks.
 *
 * @param delegate asks the person to sign in
 * @param settling decides where the new sign-in belongs
 */
record ProviderSignIn(
        AccountStore store,
        AutoLoginWidget widget,
        UserFetcher fetcher,
        Grant delegate,
        TokenCheck check,
        UnsavedSignIn unsaved,
        Revocation revocation,
        NewSignIn settling) {
    /**
     * The person signs in.
     *
     * @param known who was there before, or null
     * @param home where they were
     */
    StoredUser signIn(TokenRequest request, @Nullable StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        return signIn(request, known, home, new AnotherAccount(List.of(), widget));
    }

    /** As the other; the person has chosen another account than the known ones. */
    StoredUser signIn(TokenRequest request, @Nullable StoredUser known, AccountStore home, AnotherAccount another)
            throws GrantException, InterruptedException {
        try (LoginLease lease = LoginLease.take(store, widget, request.isSignIn())) {
            if (lease.followsOtherSignIn()) {
                Optional<StoredUser> theirs = storedByOthers(request);
                if (theirs.isPresent()) return theirs.get();
                if (!widget.shouldWeSignInHere())
                    throw new Cancelled("Nobody was signed in. Try again to sign in here.");
            }
            StoredUser first = askPerson(request, known);
            try {
                return settling.settle(another.than(first, request, next -> askPerson(next, null)), known, home);
            } finally {
                // Only now: the one that was taken can be of the same session, and must be known to be stored.
                another.notTaken().forEach(revocation::of);
            }
        }
    }

    private Optional<StoredUser> storedByOthers(TokenRequest request) throws GrantException, InterruptedException {
        Optional<StoredUser> stored;
        try {
            stored = AutoLoginGrant.find(store, request);
        } catch (StoreUnavailable problem) {
            return Optional.empty();
        }
        if (stored.isEmpty() || stored.get().ended() || !check.isGood(stored.get(), request)) return Optional.empty();
        unsaved.giveWayTo(stored.get().user().id()).forEach(revocation::of);
        return stored;
    }

    private StoredUser askPerson(TokenRequest request, @Nullable StoredUser known)
            throws GrantException, InterruptedException {
        TokenRequest whole = known == null || request.isSelectAccount() ? request : asKnown(request, known);
        Token token = delegate.fetchToken(whole.abandoned(revocation::of)).requestedScopes(whole.scopes());
        boolean accepted = false;
        try {
            StoredUser user = new StoredUser(fetcher.fetchUser(token), token);
            check.issued(token);
            accepted = request.isFor(user);
            if (accepted) return user;
            throw new Untrusted("Another person has signed in: " + user.user().username()
                    + ". Nothing was changed. Sign in again as the person who was asked for.");
        } finally {
            if (!accepted) revocation.of(token);
        }
    }

    /**
     * A request for a known user: with their username, and with the scopes that other applications asked for before.
     */
    private static TokenRequest asKnown(TokenRequest request, StoredUser known) {
        TokenRequest whole =
                request.loginHint().isEmpty() ? request.loginHint(known.user().username()) : request;
        if (known.token() == null) return whole;
        Set<String> scopes = new HashSet<>(known.token().requestedScopes());
        scopes.addAll(request.scopes());
        return whole.scopes(scopes.toArray(String[]::new));
    }
}
