package io.github.keytray.tray;

import io.github.keytray.preauth.JournalEntry;
import io.github.keytray.preauth.KeptSignIn;
import java.util.List;
import java.util.Locale;

/** The journal in words: what happened to a sign-in, the latest first. */
record History(Words words) {
    List<String> of(KeptSignIn signIn, List<JournalEntry> journal) {
        return journal.stream()
                .filter(entry -> concerns(entry, signIn))
                .map(this::line)
                .toList();
    }

    private static boolean concerns(JournalEntry entry, KeptSignIn signIn) {
        return entry.account() == null
                || (entry.account().equals(signIn.account())
                        && signIn.user().username().equals(entry.username()));
    }

    private String line(JournalEntry entry) {
        return words.time(entry.at()) + "   " + event(entry);
    }

    private String event(JournalEntry entry) {
        String event = words.text("event." + entry.event().name().toLowerCase(Locale.ROOT));
        return entry.detail().isEmpty() ? event : words.text("event.detail", event, entry.detail());
    }
}
