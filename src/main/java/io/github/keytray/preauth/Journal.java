package io.github.keytray.preauth;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What happened lately, the latest first; so much and no more. */
final class Journal {
    private static final int MOST = 1_000;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();

    synchronized void add(JournalEntry entry) {
        entries.addFirst(entry);
        if (entries.size() > MOST) entries.removeLast();
    }

    synchronized List<JournalEntry> entries() {
        return new ArrayList<>(entries);
    }
}
