package io.github.keytray.preauth;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.keytray.Account;
import io.github.keytray.platform.OwnerOnly;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What happened lately, the latest first; so much and no more. Kept in memory, and in a file of its owner's, a JSON object
 * a line, from one start to the next. A file that cannot be read or written is done without.
 */
final class Journal {
    private static final int MOST = 1_000;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final List<JournalEntry> unwritten = new ArrayList<>();
    private final Object writing = new Object();
    private final Path file;
    private final Executor writer;
    private int lines;

    /** @param writer writes the file */
    Journal(Path file, Executor writer) {
        this.file = file;
        this.writer = writer;
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
        if (entries.size() > MOST) entries.removeLast();
    }

    /** One batch after the other, whichever thread comes with it. */
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
            anew = lines > 2 * MOST;
            batch = new ArrayList<>(anew ? entries : unwritten);
            unwritten.clear();
            if (anew) lines = batch.size();
        }
        try {
            OwnerOnly.directory(Objects.requireNonNull(file.getParent()));
            if (!anew) {
                write(file, batch, StandardOpenOption.APPEND);
                return;
            }
            Collections.reverse(batch);
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            write(fresh, batch, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException fullOrGone) {
            // It is in memory all the same.
        }
    }

    private static void write(Path to, List<JournalEntry> batch, OpenOption how) throws IOException {
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, how, LinkOption.NOFOLLOW_LINKS);
        try (Writer out =
                Channels.newWriter(Files.newByteChannel(to, options, OwnerOnly.file()), StandardCharsets.UTF_8)) {
            for (JournalEntry entry : batch) out.write(line(entry) + "\n");
        }
    }

    private List<String> readLines() {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException noneYet) {
            return List.of();
        }
    }

    private static String line(JournalEntry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("at", entry.at().toString());
        json.addProperty("event", entry.event().name());
        if (entry.account() != null) {
            json.addProperty("issuer", entry.account().issuer());
            json.addProperty("client_id", entry.account().clientId());
        }
        if (entry.username() != null) json.addProperty("username", entry.username());
        if (!entry.detail().isEmpty()) json.addProperty("detail", entry.detail());
        return json.toString();
    }

    /** A line as it was written; empty for one that was cut off, or that somebody else wrote. */
    private static Optional<JournalEntry> read(String line) {
        try {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            String issuer = string(json, "issuer");
            String clientId = string(json, "client_id");
            String detail = string(json, "detail");
            return Optional.of(new JournalEntry(
                    Instant.parse(json.get("at").getAsString()),
                    issuer == null || clientId == null ? null : new Account(issuer, clientId),
                    string(json, "username"),
                    JournalEntry.Event.valueOf(json.get("event").getAsString()),
                    detail == null ? "" : detail));
        } catch (JsonParseException
                | DateTimeException
                | IllegalArgumentException
                | IllegalStateException
                | NullPointerException notOurs) {
            return Optional.empty();
        }
    }

    private static @Nullable String string(JsonObject json, String name) {
        return json.has(name) ? json.get(name).getAsString() : null;
    }
}
