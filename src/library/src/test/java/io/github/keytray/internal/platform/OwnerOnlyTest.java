package io.github.keytray.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class OwnerOnlyTest {
    private static final int NOBODY = 65_534;

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void choose() {
        path = directory.resolve("keytray");
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /** Only root can give things away. */
    private static void giveAway(Path path) throws IOException {
        Object us = Files.getAttribute(path, "unix:uid");
        assumeTrue(us.equals(0), "It takes root to make what is somebody else's");
        Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private void assertRefused(String why, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(IOException.class)
                .hasMessage(path + ": " + why)
                .satisfies(problem -> assertThat(OwnerOnly.reason((IOException) problem))
                        .isEqualTo(why + ". Make sure that it belongs to you, is no link, and can be written, and that"
                                + " the disk has room."));
    }

    @Nested
    class A_directory {
        @Test
        void should_be_closed_to_others() throws Exception {
            OwnerOnly.directory(path);
            assertThat(permissions(path)).isEqualTo("rwx------");
            open(path);
            OwnerOnly.directory(path);
            assertThat(permissions(path)).isEqualTo("rwx------");
        }

        @Test
        void should_be_no_link() throws Exception {
            Files.createSymbolicLink(path, Files.createDirectory(directory.resolve("elsewhere")));
            assertRefused("it is a link, or no directory", () -> OwnerOnly.directory(path));
            Files.delete(path);
            Files.createSymbolicLink(path, directory.resolve("nowhere"));
            assertRefused("it is a link, or no directory", () -> OwnerOnly.directory(path));
            assertThat(directory.resolve("nowhere")).doesNotExist();
        }

        @Test
        void should_be_one() throws Exception {
            Files.createFile(path);
            assertRefused("it is a link, or no directory", () -> OwnerOnly.directory(path));
        }

        @Test
        void should_not_be_somebody_elses_even_where_it_could_be_taken() throws Exception {
            Files.createDirectory(path);
            open(path);
            giveAway(path);
            assertRefused("it belongs to somebody else", () -> OwnerOnly.directory(path));
            assertThat(permissions(path)).isEqualTo("rwxrwxrwx");
        }
    }

    @Nested
    class A_file {
        @Test
        void should_be_closed_to_others() throws Exception {
            OwnerOnly.open(path).close();
            assertThat(permissions(path)).isEqualTo("rw-------");
            open(path);
            OwnerOnly.open(path).close();
            assertThat(permissions(path)).isEqualTo("rw-------");
        }

        @Test
        void should_be_no_link() throws Exception {
            Path elsewhere = Files.createFile(directory.resolve("elsewhere"));
            open(elsewhere);
            Files.createSymbolicLink(path, elsewhere);
            assertRefused("it is a link, or no plain file", () -> OwnerOnly.open(path));
            assertThat(permissions(elsewhere)).isEqualTo("rwxrwxrwx");
        }

        @Test
        void should_be_a_plain_one() throws Exception {
            Files.createDirectory(path);
            assertRefused("it is a link, or no plain file", () -> OwnerOnly.open(path));
        }

        @Test
        void should_not_be_somebody_elses() throws Exception {
            Files.createFile(path);
            open(path);
            giveAway(path);
            assertRefused("it belongs to somebody else", () -> OwnerOnly.open(path));
        }
    }

    @Nested
    class A_file_that_is_read {
        @Test
        void should_be_the_persons_or_roots_and_written_by_nobody_else() throws Exception {
            Files.createFile(path);
            assertThat(OwnerOnly.isTrusted(path)).isTrue();
            assertThat(OwnerOnly.isTrusted(Path.of("/etc/passwd"))).isTrue();
            open(path);
            assertThat(OwnerOnly.isTrusted(path)).isFalse();
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-r--"));
            assertThat(OwnerOnly.isTrusted(path)).isFalse();
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
            giveAway(path);
            assertThat(OwnerOnly.isTrusted(path)).isFalse();
        }
    }
}
