package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.preauth.JournalEntry.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");

    @TempDir
    Path directory;

    private final List<String> complaints = new ArrayList<>();
    private Path file;

    @BeforeEach
    void place() {
        file = directory.resolve("state").resolve("journal");
    }

    private static JournalEntry entry(int number) {
        return new JournalEntry(
                NINE.plusSeconds(number), new Account("https://acme.example", "orders"), "ana", Event.RENEWED, "");
    }

    private Journal open() {
        return new Journal(file, Runnable::run, complaints::add);
    }

    @Test
    void should_be_there_after_a_restart_the_latest_first() {
        Journal journal = open();
        journal.add(entry(1));
        journal.add(new JournalEntry(NINE, null, null, Event.KEYCHAIN, "It is locked."));
        assertThat(open().entries()).isEqualTo(journal.entries()).hasSize(2);
        assertThat(open().entries().get(0).event()).isEqualTo(Event.KEYCHAIN);
    }

    @Test
    void should_never_grow_beyond_its_bounds() throws IOException {
        Journal journal = open();
        for (int i = 0; i < 5_000; i++) journal.add(entry(i));
        assertThat(journal.entries()).hasSize(1_000).startsWith(entry(4_999));
        assertThat(Files.readAllLines(file)).hasSizeBetween(1_000, 2_000);
        assertThat(open().entries()).isEqualTo(journal.entries());
    }

    @Test
    void should_remember_an_end_longer_than_renewals() {
        Journal journal = open();
        JournalEntry end = new JournalEntry(
                NINE, new Account("https://acme.example", "orders"), "bob", Event.ENDED, "Please sign in again.");
        journal.add(end);
        for (int i = 0; i < 5_000; i++) journal.add(entry(i));
        assertThat(journal.entries()).hasSize(1_000).startsWith(entry(4_999)).endsWith(end);
        assertThat(open().entries()).isEqualTo(journal.entries());
    }

    /** They wrote letters as they are, and others could write escapes, and moments with fractions. */
    @Test
    void should_read_what_earlier_versions_and_others_wrote() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "{\"at\":\"2026-11-24T09:00:00.500Z\",\"event\":\"ENDED\",\"issuer\":\"https://acme.example\","
                        + "\"client_id\":\"a\\u003db\",\"username\":\"Žofie\",\"detail\":\"It\\u0027s over \\u003c\"}\n");
        assertThat(open().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.at()).isEqualTo("2026-11-24T09:00:00.500Z");
            assertThat(entry.account()).isEqualTo(new Account("https://acme.example", "a=b"));
            assertThat(entry.username()).isEqualTo("Žofie");
            assertThat(entry.detail()).isEqualTo("It's over <");
        });
    }

    @Test
    void should_pass_over_what_is_not_its_own() throws IOException {
        open().add(entry(1));
        Files.writeString(file, "{\"at\":\"now\"}\nnonsense\n[]\n{\"at\"", StandardOpenOption.APPEND);
        assertThat(open().entries()).containsExactly(entry(1));
    }

    @Test
    void should_do_without_a_file_where_there_can_be_none() throws IOException {
        Files.createFile(directory.resolve("state"));
        Journal journal = open();
        journal.add(entry(1));
        journal.add(entry(2));
        assertThat(journal.entries()).containsExactly(entry(2), entry(1));
        assertThat(complaints)
                .containsExactly("The history cannot be kept in " + file
                        + ": it is a link, or no directory. Make sure that it belongs to you, is no link, and can be"
                        + " written, and that the disk has room.");
    }

    @Test
    void should_be_written_whole_once_it_can_be() throws IOException {
        Files.createFile(directory.resolve("state"));
        Journal journal = open();
        journal.add(entry(1));
        Files.delete(directory.resolve("state"));
        journal.add(entry(2));
        assertThat(open().entries()).containsExactly(entry(2), entry(1));
        Files.delete(file);
        Files.createDirectory(file);
        journal.add(entry(3));
        assertThat(complaints).as("said once each time").hasSize(2);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void should_neither_be_read_nor_written_through_a_link() throws IOException {
        open().add(entry(1));
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(file, elsewhere);
        List<String> before = Files.readAllLines(elsewhere);
        Files.createSymbolicLink(file, elsewhere);
        Journal journal = open();
        assertThat(journal.entries()).isEmpty();
        journal.add(entry(2));
        journal.add(entry(3));
        assertThat(elsewhere).content().isEqualTo(String.join("\n", before) + "\n");
        assertThat(complaints).singleElement().asString().contains(file.toString(), "it is a link");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void should_close_a_file_that_was_open_to_others() throws IOException {
        open().add(entry(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        open().add(entry(2));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(open().entries()).hasSize(2);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void should_be_its_owners_alone() throws IOException {
        open().add(entry(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
