package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.provider.EmbeddedProvider;
import io.github.keytray.provider.StandInUser;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and a provider, with somebody at the browser. */
class ProviderCommandsTest {
    @TempDir
    Path directory;

    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeWiring wiring;

    @BeforeEach
    void wire() {
        wiring = new FakeWiring(directory, Instant.now());
        wiring.browser = StandInUser.called("alice");
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private int run(String command, String issuer, String... more) {
        Stream<String> line = Stream.of(command, "--issuer", issuer, "--client-id", "app");
        return Commands.run(Stream.concat(line, Stream.of(more)).toArray(String[]::new), wiring, out, err);
    }

    @Nested
    class A_provider_that_is_also_elsewhere {
        @BeforeEach
        void move() {
            provider.misbehave(answer -> answer.json()
                    .computeIfPresent(
                            "userinfo_endpoint", (name, uri) -> uri.toString().replace("127.0.0.1", "localhost")));
        }

        @Test
        void should_be_told_before_the_browser_opens() {
            StandInUser alice = StandInUser.called("alice");
            wiring.browser = attempt -> {
                assertThat(err.toString()).contains("Codes and tokens also go to localhost. That is allowed");
                return alice.open(attempt);
            };
            assertThat(run("login", provider.issuer(), "--save", "yes")).isZero();
            assertThat(out.toString()).startsWith("Signed in as alice");
        }

        @Test
        void should_not_be_told_where_no_browser_is_needed() {
            run("login", provider.issuer(), "--save", "yes");
            err.getBuffer().setLength(0);
            assertThat(run("login", provider.issuer())).isZero();
            assertThat(err.toString()).isEmpty();
        }
    }
}
