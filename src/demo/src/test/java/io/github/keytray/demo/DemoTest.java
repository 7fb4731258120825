package io.github.keytray.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as a program, on a machine with neither a display nor a keychain. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Elsewhere there is always a keychain, and it is the person's own")
class DemoTest {
    @TempDir
    private Path directory;

    private Ended run() throws Exception {
        return Programs.run(
                Duration.ofSeconds(60),
                Programs.java(Demo.class),
                Map.of(
                        "DISPLAY", "",
                        "DBUS_SESSION_BUS_ADDRESS", "",
                        "XDG_RUNTIME_DIR", directory.toString(),
                        "XDG_STATE_HOME", directory.toString(),
                        "XDG_CACHE_HOME", directory.toString()));
    }

    @Test
    void should_tell_the_whole_story_and_say_that_nothing_outlives_the_session() throws Exception {
        Ended ended = run();

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exit()).isZero();
        assertThat(ended.out())
                .containsSubsequence(
                        "no display",
                        "The keychain: none.",
                        "for the session only",
                        "First start",
                        "The browser was needed",
                        "8 orders",
                        "The same session",
                        "signed in silently",
                        "Second start",
                        "The browser was needed",
                        "An hour later",
                        "signed in silently",
                        "renewed with 1 request",
                        "Sign-out",
                        "deleted from memory and revoked",
                        "Nobody is signed in")
                .doesNotContain("Stay signed in as", "Exception", "at-", "rt-");
    }

    @Test
    void should_be_the_same_provider_at_each_run_and_keep_its_file_private() throws Exception {
        URI first = provider(run());
        URI second = provider(run());

        assertThat(second).isEqualTo(first);
        try (Stream<Path> files = Files.list(directory.resolve("keytray-demo"))) {
            Path file = files.reduce((one, other) -> {
                        throw new AssertionError("Left behind: " + one + " or " + other);
                    })
                    .orElseThrow();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
            assertThat(file).content().doesNotContain("\"at-", "\"rt-");
        }
    }

    @Test
    void should_say_when_its_port_is_taken() throws Exception {
        URI issuer = provider(run());
        try (ServerSocket taken = new ServerSocket(issuer.getPort(), 1, InetAddress.getByName(issuer.getHost()))) {
            Ended ended = run();

            assertThat(taken.isBound()).isTrue();
            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.err()).contains("running already").hasLineCount(1);
            assertThat(ended.out()).isEmpty();
        }
    }

    private static URI provider(Ended ended) {
        return ended.out()
                .lines()
                .filter(line -> line.startsWith("The provider: "))
                .map(line -> URI.create(line.substring(14)))
                .findFirst()
                .orElseThrow();
    }
}
