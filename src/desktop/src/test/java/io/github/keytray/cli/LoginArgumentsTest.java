package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The plain reading of a login's arguments agrees with the library's, or leaves them to it. */
class LoginArgumentsTest {
    private static final String ACCOUNT = "--issuer https://acme.example --client-id orders";

    @TempDir
    Path directory;

    private final PrintWriter nowhere = new PrintWriter(new StringWriter());

    private @Nullable LoginCommand plain(String line) {
        return LoginArguments.read(line.split(" ", -1), wiring(), nowhere, nowhere);
    }

    private Wiring wiring() {
        return new FakeWiring(directory, Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " --store memory --save no --timeout 5m",
                " --store keychain --save yes --timeout 90",
                " --force --json --print-link",
                " --device",
                " --scope openid",
            })
    void should_read_what_the_library_reads(String more) {
        LoginCommand byLibrary = new LoginCommand(wiring(), nowhere, nowhere);
        new CommandLine(byLibrary).parseArgs((ACCOUNT + more).split(" ", -1));

        assertThat(plain("login " + ACCOUNT + more))
                .usingRecursiveComparison()
                .ignoringFields("wiring", "out", "err")
                .isEqualTo(byLibrary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login",
                "login --help",
                "login --issuer https://acme.example",
                "login --client-id orders",
                "--verbose login " + ACCOUNT,
                "token " + ACCOUNT,
                "login " + ACCOUNT + " --verbose",
                "login " + ACCOUNT + " more",
                "login " + ACCOUNT + " --proxy proxy.example:8080",
                "login " + ACCOUNT + " --json --json",
                "login " + ACCOUNT + " --issuer https://acme.example",
                "login " + ACCOUNT + " --scope",
                "login " + ACCOUNT + " --scope --json",
                "login " + ACCOUNT + " --scope @file",
                "login " + ACCOUNT + " --store disk",
                "login " + ACCOUNT + " --save maybe",
                "login " + ACCOUNT + " --timeout soon",
                "login --issuer http://acme.example --client-id orders",
                "login --issuer=https://acme.example --client-id orders",
            })
    void should_leave_the_rest_to_the_library(String line) {
        assertThat(plain(line)).isNull();
    }

    @Test
    void should_leave_an_empty_value_to_the_library() {
        String[] line = {"login", "--issuer", "https://acme.example", "--client-id", " "};
        assertThat(LoginArguments.read(line, wiring(), nowhere, nowhere)).isNull();
    }
}
