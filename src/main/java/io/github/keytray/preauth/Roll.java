package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.keychain.AccountIndex;
import io.github.keytray.preauth.JournalEntry.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is kept signed in, as of the last look. Safe for any thread; never waits. */
final class Roll {
    private final Vault vault;
    private final Timetable timetable;
    private final Time time;
    private final Herald herald;
    private final Map<Key, Watched> watched = new LinkedHashMap<>();
    private List<AccountIndex.Entry> declined = List.of();
    private @Nullable StoreUnavailable problem;

    private record Key(Account account, String sub) {
        static Key of(AccountIndex.Entry entry) {
            return new Key(entry.account(), entry.user().id());
        }
    }

    Roll(Vault vault, Timetable timetable, Time time, Herald herald) {
        this.vault = vault;
        this.timetable = timetable;
        this.time = time;
        this.herald = herald;
    }

    synchronized List<Watched> all() {
        return List.copyOf(watched.values());
    }

    synchronized Optional<Watched> of(AccountIndex.Entry entry) {
        return Optional.ofNullable(watched.get(Key.of(entry)));
    }

    /** A person's sign-in; with null for a person, the default user's. */
    synchronized Optional<Watched> of(Account account, @Nullable String sub) {
        if (sub != null) return Optional.ofNullable(watched.get(new Key(account, sub)));
        return watched.values().stream()
                .filter(one ->
                        one.entry().account().equals(account) && one.entry().isDefault())
                .findFirst();
    }

    synchronized List<AccountIndex.Entry> declined() {
        return declined;
    }

    synchronized Optional<StoreUnavailable> problem() {
        return Optional.ofNullable(problem);
    }

    synchronized void found(List<AccountIndex.Entry> entries) {
        problem = null;
        Map<Key, Watched> before = new LinkedHashMap<>(watched);
        watched.clear();
        declined = entries.stream().filter(AccountIndex.Entry::isDeclined).toList();
        for (AccountIndex.Entry entry : entries) {
            if (entry.isDeclined()) continue;
            Key key = Key.of(entry);
            Watched one = before.remove(key);
            if (one == null) {
                one = new Watched(entry, vault.open(entry.account()), timetable, time);
                herald.note(entry, Event.SIGNED_IN, "");
            }
            one.update(entry);
            // Somebody may have signed in again, without any change to the list.
            if (one.hasEnded()) one.lookAgain();
            watched.put(key, one);
        }
        before.values().forEach(gone -> herald.note(gone.entry(), Event.SIGNED_OUT, ""));
    }

    synchronized void lost(StoreUnavailable why) {
        if (problem == null || problem.reason() != why.reason()) herald.note(null, Event.KEYCHAIN, why.getMessage());
        problem = why;
    }

    synchronized void remove(AccountIndex.Entry entry, String detail) {
        if (watched.remove(Key.of(entry)) != null) herald.note(entry, Event.SIGNED_OUT, detail);
    }
}
