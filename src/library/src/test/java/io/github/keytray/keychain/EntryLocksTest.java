package io.github.keytray.keychain;

import static io.github.keytray.keychain.KeychainUserStoreTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException.StoreUnavailable.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EntryLocksTest {
    private static final EntryName NAME = new EntryName("keytray test", "user-1");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void should_keep_out_others_who_share_only_the_file() throws Exception {
        EntryLocks one = new EntryLocks(directory);
        EntryLocks other = new EntryLocks(directory);
        assertThat(one.<String>exclusively(NAME, PATIENCE, () -> {
                    assertUnavailable(
                            Reason.BUSY,
                            "has not finished",
                            () -> other.exclusively(NAME, Duration.ofMillis(60), () -> "inside"));
                    return "alone";
                }))
                .isEqualTo("alone");
        assertThat(other.<String>exclusively(NAME, PATIENCE, () -> "next")).isEqualTo("next");
    }

    /** A home on NFS without its lock daemon: the kernel says ENOLCK. */
    private EntryLocks locks(Path home, Path local, boolean noneAnywhere) {
        return new EntryLocks(home, () -> local, (channel, file) -> {
            if (noneAnywhere || file.startsWith(home)) throw new IOException("No locks available");
            return channel.tryLock();
        });
    }

    @Test
    void should_be_in_the_runtime_directory_where_the_home_has_none() throws Exception {
        Path home = directory.resolve("home");
        Path local = directory.resolve("local");
        EntryLocks one = locks(home, local, false);
        EntryLocks other = locks(home, local, false);
        one.<String>exclusively(NAME, PATIENCE, () -> {
            assertUnavailable(
                    Reason.BUSY,
                    "has not finished",
                    () -> other.exclusively(NAME, Duration.ofMillis(60), () -> "inside"));
            return "alone";
        });
        assertThat(local.resolve("locks")).isNotEmptyDirectory();
    }

    @Test
    void should_tell_the_cause_where_there_are_none_and_let_people_sign_out() throws Exception {
        Path home = directory.resolve("home");
        EntryLocks none = locks(home, directory.resolve("local"), true);
        assertUnavailable(Reason.FAILED, "has no file locks", () -> none.exclusively(NAME, PATIENCE, () -> "inside"));
        assertThat(none.<String>deleteExclusively(
                        NAME, PATIENCE, () -> none.exclusively(NAME, Duration.ZERO, () -> "deleted")))
                .isEqualTo("deleted");
        assertUnavailable(Reason.FAILED, "XDG_STATE_HOME", () -> none.exclusively(NAME, PATIENCE, () -> "inside"));
    }

    @Test
    void should_let_a_thread_keep_what_it_has() throws Exception {
        EntryLocks locks = new EntryLocks(directory);
        assertThat(locks.<String>exclusively(
                        NAME, PATIENCE, () -> locks.exclusively(NAME, Duration.ZERO, () -> "inside")))
                .isEqualTo("inside");
    }

    @Test
    void should_end_the_wait_of_a_thread_that_is_interrupted() throws Exception {
        EntryLocks other = new EntryLocks(directory);
        new EntryLocks(directory).exclusively(NAME, PATIENCE, () -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> other.exclusively(NAME, PATIENCE, () -> "inside"))
                    .isInstanceOf(InterruptedException.class);
            return NAME;
        });
    }

    @Nested
    @DisabledOnOs(OS.WINDOWS)
    class The_lock_file {
        private Path state;
        private EntryLocks locks;

        @BeforeEach
        void choose() {
            state = directory.resolve("a/keytray");
            locks = new EntryLocks(state);
        }

        @Test
        void should_be_its_owners_alone() throws Exception {
            Files.createDirectories(state);
            Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
            locks.exclusively(NAME, PATIENCE, () -> NAME);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                    .isEqualTo("rwx------");
            Path file = state.resolve("user-1.lock");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(file).isEmptyFile();
        }

        @Test
        void should_be_no_link() throws Exception {
            Files.createDirectories(state);
            Path elsewhere = directory.resolve("elsewhere");
            Files.createSymbolicLink(state.resolve("user-1.lock"), elsewhere);
            assertUnavailable(Reason.FAILED, "is no link", () -> locks.exclusively(NAME, PATIENCE, () -> NAME));
            assertThat(elsewhere).doesNotExist();
        }

        @Test
        void should_not_be_in_a_linked_directory() throws Exception {
            Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
            Files.createDirectories(state.getParent());
            Files.createSymbolicLink(state, elsewhere);
            assertUnavailable(Reason.FAILED, "is no link", () -> locks.exclusively(NAME, PATIENCE, () -> NAME));
            assertThat(elsewhere).isEmptyDirectory();
        }

        @Test
        void should_say_so_when_there_can_be_none() throws Exception {
            Files.createFile(directory.resolve("a"));
            assertUnavailable(
                    Reason.FAILED, "cannot keep its lock in", () -> locks.exclusively(NAME, PATIENCE, () -> NAME));
        }
    }
}
