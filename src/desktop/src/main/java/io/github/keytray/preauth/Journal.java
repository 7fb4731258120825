package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.internal.broker.JsonLine;
import io.github.keytray.internal.platform.OwnerOnly;
import io.github.keytray.preauth.JournalEntry.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The latest events, the newest first, up to a limit. They are in memory and, between two starts, in a file that only
 * its owner can read, one JSON object per line. When the file cannot be read or written, the journal works without it
 * and says so once; when it can be written again, it is written anew.
 */
final class Journal {
    private static final int MOST = 1_000;
    private static final Set<Event> ROUTINE = EnumSet.of(Event.RENEWED, Event.FAILED);

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final List<JournalEntry> unwritten = new ArrayList<>();
    private final Object writing = new Object();
    private final Path file;
    private final Executor writer;
    private final Consumer<String> complain;
    private int lines;
    private boolean broken;

    /**
     * @param writer writes the file
     * @param complain told, in a sentence, that the file cannot be used
     */
    Journal(Path file, Executor writer, Consumer<String> complain) {
        this.file = file;
        this.writer = writer;
        this.complain = complain;
        for (String line : readLines()) {
            lines++;
            read(line).ifPresent(this::keep);
        }
    }

    synchronized List<JournalEntry> entries() {
        return new ArrayList<>(entries);
    }

    /** Takes note. Does not block. */
    synchronized void add(JournalEntry entry) {
        keep(entry);
        unwritten.add(entry);
        if (unwritten.size() == 1) writer.execute(this::write);
    }

    private void keep(JournalEntry entry) {
        entries.addFirst(entry);
        if (entries.size() > MOST) forgetOne();
    }

    /** Drops the oldest of the frequent events, so that refreshes do not displace the end of a sign-in. */
    private void forgetOne() {
        for (Iterator<JournalEntry> oldest = entries.descendingIterator(); oldest.hasNext(); ) {
            if (ROUTINE.contains(oldest.next().event())) {
                oldest.remove();
                return;
            }
        }
        entries.removeLast();
    }

    /** One batch after the other, from any thread. */
    private void write() {
        synchronized (writing) {
            writeBatch();
        }
    }

    private void writeBatch() {
        List<JournalEntry> batch;
        boolean anew;
        synchronized (this) {
            lines += unwritten.size();
            anew = broken || lines > 2 * MOST;
            batch = new ArrayList<>(anew ? entries : unwritten);
            unwritten.clear();
            if (anew) lines = batch.size();
        }
        try {
            OwnerOnly.directory(Objects.requireNonNull(file.getParent()));
            if (anew) replace(batch);
            else append(batch);
            broken = false;
        } catch (IOException fullOrGone) {
            broken(fullOrGone);
        }
    }

    /** It is in memory all the same. */
    private void broken(IOException problem) {
        if (!broken) complain.accept("The history cannot be kept in " + file + ": " + OwnerOnly.reason(problem));
        broken = true;
    }

    private void replace(List<JournalEntry> batch) throws IOException {
        Collections.reverse(batch);
        OwnerOnly.file(file);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel to = OwnerOnly.open(fresh, StandardOpenOption.TRUNCATE_EXISTING)) {
                write(to, batch);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** All of it or nothing: a disk can be full in the middle of a line. */
    private void append(List<JournalEntry> batch) throws IOException {
        try (FileChannel to = OwnerOnly.open(file, StandardOpenOption.APPEND)) {
            long before = to.size();
            try {
                write(to, batch);
            } catch (IOException full) {
                to.truncate(before);
                throw full;
            }
        }
    }

    private static void write(FileChannel to, List<JournalEntry> batch) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (JournalEntry entry : batch) lines.append(line(entry));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(lines));
        while (bytes.hasRemaining()) to.write(bytes);
    }

    private List<String> readLines() {
        try {
            OwnerOnly.file(file);
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException notOurs) {
            broken(notOurs);
            return List.of();
        }
    }

    private static String line(JournalEntry entry) {
        JsonLine json = new JsonLine()
                .with("at", Timestamp.of(entry.at()))
                .with("event", entry.event().name());
        if (entry.account() != null) {
            json.with("issuer", entry.account().issuer())
                    .with("client_id", entry.account().clientId());
        }
        if (entry.username() != null) json.with("username", entry.username());
        if (!entry.detail().isEmpty()) json.with("detail", entry.detail());
        return json.toString();
    }

    /** The entry of a line; empty for a line that was cut off or that another program wrote. */
    private static Optional<JournalEntry> read(String line) {
        try {
            Map<String, String> json = JsonLine.read(line);
            String issuer = json.get("issuer");
            String clientId = json.get("client_id");
            String at = json.get("at");
            String event = json.get("event");
            if (at == null || event == null) return Optional.empty();
            return Optional.of(new JournalEntry(
                    Timestamp.read(at),
                    issuer == null || clientId == null ? null : new Account(issuer, clientId),
                    json.get("username"),
                    Event.valueOf(event),
                    json.getOrDefault("detail", "")));
        } catch (DateTimeException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
