package io.github.keytray.preauth;

import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.preauth.JournalEntry.Event;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes the journal, and calls the listeners. */
final class SignInEvents {
    private final Journal journal;
    private final InstantSource clock;
    private final List<SignIns.Listener> listeners = new CopyOnWriteArrayList<>();

    SignInEvents(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    List<SignIns.Listener> listeners() {
        return listeners;
    }

    List<JournalEntry> journal() {
        return journal.entries();
    }

    /** @param detail a sentence without a secret: the messages of a {@code GrantException} have none */
    void note(@Nullable IndexedUser entry, Event event, String detail) {
        journal.add(new JournalEntry(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                entry == null ? null : entry.account(),
                entry == null ? null : entry.user().username(),
                event,
                detail));
    }

    void tell() {
        listeners.forEach(SignIns.Listener::changed);
    }

    void signInNeeded(StoredSignIn ended) {
        listeners.forEach(listener -> listener.signInNeeded(ended));
    }

    /** Whether the journal says so already: that the person signed in, and not out since. */
    boolean isSignedIn(IndexedUser entry) {
        return journal.entries().stream()
                .filter(one -> one.event() == Event.SIGNED_IN || one.event() == Event.SIGNED_OUT)
                .filter(one -> entry.account().equals(one.account())
                        && entry.user().username().equals(one.username()))
                .findFirst()
                .filter(latest -> latest.event() == Event.SIGNED_IN)
                .isPresent();
    }
}
