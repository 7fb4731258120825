package io.github.keytray.tray.text;

import io.github.keytray.preauth.JournalEntry;
import io.github.keytray.preauth.StoredSignIn;
import java.util.List;
import java.util.Locale;

/** The journal in words: what happened to a sign-in, the latest first. */
public record HistoryText(SignInText words) {
    private static final String FIGURE_SPACE = "\u2007";

    public List<String> of(StoredSignIn signIn, List<JournalEntry> journal) {
        List<JournalEntry> entries =
                journal.stream().filter(entry -> concerns(entry, signIn)).toList();
        long widest = entries.stream().mapToLong(this::digits).max().orElse(0);
        return entries.stream().map(entry -> line(entry, widest)).toList();
    }

    private static boolean concerns(JournalEntry entry, StoredSignIn signIn) {
        return entry.account() == null
                || (entry.account().equals(signIn.account())
                        && signIn.user().username().equals(entry.username()));
    }

    /** Nine o'clock stands under ten o'clock. */
    private String line(JournalEntry entry, long digits) {
        String indent = FIGURE_SPACE.repeat((int) (digits - digits(entry)));
        return indent + words.time(entry.at()) + "   " + event(entry);
    }

    private long digits(JournalEntry entry) {
        return words.time(entry.at()).chars().filter(Character::isDigit).count();
    }

    private String event(JournalEntry entry) {
        String event = words.text("event." + entry.event().name().toLowerCase(Locale.ROOT));
        return entry.detail().isEmpty() ? event : words.text("event.detail", event, entry.detail());
    }
}
