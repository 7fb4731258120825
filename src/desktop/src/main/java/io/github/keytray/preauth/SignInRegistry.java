package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.preauth.JournalEntry.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sign-ins as of the last read of the list. Safe for any thread; never waits. */
final class SignInRegistry {
    private final SignInStore store;
    private final RefreshTiming timing;
    private final Clocks time;
    private final SignInEvents events;
    private final Map<SignInKey, ManagedSignIn> watched = new LinkedHashMap<>();
    private List<IndexedUser> declined = List.of();
    private @Nullable StoreUnavailable problem;

    private record SignInKey(Account account, String sub) {
        static SignInKey of(IndexedUser entry) {
            return new SignInKey(entry.account(), entry.user().id());
        }

        // Written out, as Account has them.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SignInKey key && key.sub.equals(sub) && key.account.equals(account);
        }

        @Override
        public int hashCode() {
            return 31 * account.hashCode() + sub.hashCode();
        }
    }

    SignInRegistry(SignInStore store, RefreshTiming timing, Clocks time, SignInEvents events) {
        this.store = store;
        this.timing = timing;
        this.time = time;
        this.events = events;
    }

    synchronized List<ManagedSignIn> all() {
        return List.copyOf(watched.values());
    }

    synchronized Optional<ManagedSignIn> of(IndexedUser entry) {
        return Optional.ofNullable(watched.get(SignInKey.of(entry)));
    }

    /** A person's sign-in; with null for a person, the default user's. */
    synchronized Optional<ManagedSignIn> of(Account account, @Nullable String sub) {
        if (sub != null) return Optional.ofNullable(watched.get(new SignInKey(account, sub)));
        return watched.values().stream()
                .filter(one ->
                        one.entry().account().equals(account) && one.entry().isDefault())
                .findFirst();
    }

    synchronized List<IndexedUser> declined() {
        return declined;
    }

    synchronized Optional<StoreUnavailable> problem() {
        return Optional.ofNullable(problem);
    }

    synchronized void found(List<IndexedUser> entries) {
        problem = null;
        Map<SignInKey, ManagedSignIn> before = new LinkedHashMap<>(watched);
        watched.clear();
        declined = entries.stream().filter(IndexedUser::isDeclined).toList();
        for (IndexedUser entry : entries) {
            if (entry.isDeclined()) continue;
            SignInKey key = SignInKey.of(entry);
            ManagedSignIn one = before.remove(key);
            if (one == null) {
                one = new ManagedSignIn(entry, store.open(entry.account()), timing, time);
                // The journal goes on from one start to the next.
                if (!events.isSignedIn(entry)) events.note(entry, Event.SIGNED_IN, "");
            }
            one.update(entry);
            // A user may have signed in again, which does not change the list.
            if (one.hasEnded()) one.reload();
            watched.put(key, one);
        }
        before.values().forEach(gone -> events.note(gone.entry(), Event.SIGNED_OUT, ""));
    }

    synchronized void lost(StoreUnavailable why) {
        if (problem == null || problem.reason() != why.reason()) events.note(null, Event.KEYCHAIN, why.getMessage());
        problem = why;
    }

    /** Forgets a sign-in that was deleted, so that its token is given to no application any more; false for an unknown one. */
    synchronized boolean remove(IndexedUser entry) {
        return watched.remove(SignInKey.of(entry)) != null;
    }
}
