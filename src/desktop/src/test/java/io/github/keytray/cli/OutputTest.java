package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.broker.Broker;
import io.github.keytray.broker.BrokerHandler;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, and what becomes of what it prints. */
@EnabledOnOs(OS.LINUX)
class OutputTest {
    private static final String[] TOKEN = {"token", "--issuer", "https://acme.example", "--client-id", "orders"};

    @TempDir
    Path directory;

    /** Runs {@code keytray} with its output to a device that is full. */
    private Ended full(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" >/dev/full", "sh"));
        command.addAll(Programs.java(Main.class, args));
        return Programs.run(
                Duration.ofSeconds(60), command, Map.of("XDG_RUNTIME_DIR", directory.toString(), "DISPLAY", ""));
    }

    private static void assertNotWritten(Ended ended) {
        assertThat(ended.err()).contains("keytray: The output could not be written.");
        assertThat(ended.exit()).isEqualTo(ExitCode.INTERNAL_ERROR);
    }

    @Test
    void should_be_missed_when_it_is_a_command_s() throws Exception {
        assertNotWritten(full("--version"));
    }

    @Test
    void should_be_missed_when_it_is_the_tray_s_token() throws Exception {
        Instant now = Instant.now();
        Token token = new Token("theirs", "Bearer", null, null, Set.of(), Set.of(), now, now.plusSeconds(3600));
        BrokerHandler desk = new BrokerHandler() {
            @Override
            public BrokerResponse answer(BrokerRequest question) {
                return new BrokerResponse.Granted(new User("1", "ana"), token);
            }

            @Override
            public void changed(Account account) {}

            @Override
            public String status() {
                return "{}";
            }
        };
        try (Broker broker = Broker.open(directory.resolve("keytray"), desk)) {
            assertThat(broker).isNotNull();
            assertNotWritten(full(TOKEN));
        }
    }

    @Test
    void should_be_missed_at_the_last_line() {
        StringWriter err = new StringWriter();
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        FakeWiring wiring = new FakeWiring(directory, Instant.now());
        wiring.checks.add(new Check("Browser", () -> "there"));
        assertThat(Commands.run(new String[] {"doctor"}, wiring, full, err)).isEqualTo(ExitCode.INTERNAL_ERROR);
        assertThat(err.toString()).isEqualToIgnoringNewLines(Commands.NOT_WRITTEN);
    }
}
