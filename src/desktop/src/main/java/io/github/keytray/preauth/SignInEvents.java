package io.github.keytray.preauth;

import io.github.keytray.Token;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.preauth.JournalEntry.Event;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        return latest(entry, EnumSet.of(Event.SIGNED_IN, Event.SIGNED_OUT))
                .filter(latest -> latest.event() == Event.SIGNED_IN)
                .isPresent();
    }

    /** Whether the journal says last of a sign-in that it ended, and a token is newer than that: the person signed in again. */
    boolean hasEndedBefore(IndexedUser entry, @Nullable Token token) {
        return token != null
                && latest(entry, EnumSet.of(Event.SIGNED_IN, Event.SIGNED_OUT, Event.RENEWED, Event.ENDED))
                        .filter(latest -> latest.event() == Event.ENDED
                                && token.issuedAt()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .isAfter(latest.at()))
                        .isPresent();
    }

    private Optional<JournalEntry> latest(IndexedUser entry, Set<Event> events) {
        return journal.entries().stream()
                .filter(one -> events.contains(one.event()))
                .filter(one -> entry.account().equals(one.account())
                        && entry.user().username().equals(one.username()))
                .findFirst();
    }
}
