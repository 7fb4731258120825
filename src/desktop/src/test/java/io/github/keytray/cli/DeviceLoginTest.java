package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.GrantException;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.DeviceAuthorization;
import io.github.keytray.oauth.DeviceDisplay;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.StandInUser;
import io.nayuki.qrcodegen.QrCode;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a terminal: on another device, or by a link. */
class DeviceLoginTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Nested
    class The_command {
        private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
        private FakeWiring wiring;

        @BeforeEach
        void wire() {
            wiring = new FakeWiring(directory, Instant.now());
        }

        @AfterEach
        void close() {
            provider.close();
        }

        private int login(String... more) {
            Stream<String> line = Stream.of("login", "--issuer", provider.issuer(), "--client-id", "app");
            return Commands.run(Stream.concat(line, Stream.of(more)).toArray(String[]::new), wiring, out, err);
        }

        private DeviceDisplay phone() {
            return attempt -> Browser.of(StandInUser.called("alice")::open).open(attempt);
        }

        @Test
        void should_sign_in_on_another_device_when_asked() {
            wiring.device = phone();
            assertThat(login("--device", "--save", "yes")).isZero();
            assertThat(out.toString()).contains("Signed in as alice");
        }

        @Test
        void should_do_so_by_itself_where_no_browser_can_be_opened() {
            wiring.browser = attempt -> {
                throw new GrantException.Unreachable("No browser could be opened.", null);
            };
            wiring.device = phone();
            assertThat(login("--save", "yes")).isZero();
            assertThat(out.toString()).contains("Signed in as alice");
            assertThat(wiring.said.toString()).contains("No browser can be opened here.");
        }

        @Test
        void should_print_the_link_where_the_provider_does_not_offer_it() {
            provider.misbehave(Endpoint.DISCOVERY, answer -> answer.json().remove("device_authorization_endpoint"));
            wiring.browser = attempt -> {
                StandInUser.called("alice").open(attempt.uri());
                throw new GrantException.Unreachable("No browser could be opened.", null);
            };
            assertThat(login("--save", "yes")).isZero();
            assertThat(wiring.said.toString()).contains("Open this link", provider.issuer());
        }

        @Test
        void should_open_nothing_when_only_the_link_is_wanted() {
            assertThat(login("--print-link", "--timeout", "1s")).isEqualTo(4);
            assertThat(wiring.said.toString()).contains("Open this link", provider.issuer());
            assertThat(login("--print-link", "--device")).isEqualTo(2);
        }

        @Test
        void should_say_that_it_cannot_where_the_provider_refuses() {
            wiring.device = phone();
            provider.misbehave(Endpoint.DEVICE_AUTHORIZATION, Misbehaviour.SERVER_ERROR);
            assertThat(login("--device")).isEqualTo(5);
        }
    }

    @Nested
    class The_terminal {
        private final Terminal terminal = new Terminal(InputStream.nullInputStream(), new PrintWriter(err, true), true);
        private final TerminalQr blocks = new TerminalQr(true, false);

        @Test
        void should_show_link_code_picture_and_time_left() throws Exception {
            TerminalDevice device = new TerminalDevice(terminal, blocks, InstantSource.fixed(NOW));
            device.show(new Attempt("https://acme.example/device?user_code=ABCD-EFGH"))
                    .close();
            Screen.await("the time", () -> Optional.of(err.toString()).filter(said -> said.contains("4:32 left")));
            assertThat(err.toString()).contains("https://acme.example/device", "ABCD-EFGH", "█");
        }

        @Test
        void should_draw_what_phones_read() {
            String link = "https://acme.example/device?user_code=ABCD-EFGH";
            QrCode code = QrCode.encodeText(link, QrCode.Ecc.LOW);
            String[] lines = blocks.draw(link).orElseThrow().split("\\R", -1);
            for (int y = 0; y < code.size; y++) {
                for (int x = 0; x < code.size; x++) {
                    char letter = lines[(y + 2) / 2].charAt(x + 2);
                    boolean white = letter == '█' || letter == (y % 2 == 0 ? '▀' : '▄');
                    assertThat(white).isEqualTo(!code.getModule(x, y));
                }
            }
            assertThat(new TerminalQr(true, true).draw(link).orElseThrow()).startsWith("\033[30;107m");
            assertThat(new TerminalQr(false, false).draw(link)).isEmpty();
        }

        @Test
        void should_leave_out_a_picture_that_would_be_too_large() {
            String longest = "https://acme.example/" + "a".repeat(4000);
            assertThat(blocks.draw(longest)).isEmpty();
            assertThat(blocks.draw(longest.substring(0, 1500))).isEmpty();
        }

        @Test
        void should_be_asked_what_it_can_show() {
            assertThat(TerminalQr.of(Map.of("TERM", "xterm"), true, StandardCharsets.UTF_8))
                    .isEqualTo(new TerminalQr(true, true));
            assertThat(TerminalQr.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, StandardCharsets.US_ASCII))
                    .isEqualTo(new TerminalQr(false, false));
            assertThat(TerminalQr.of(Map.of("TERM", "xterm"), false, StandardCharsets.UTF_8))
                    .isEqualTo(new TerminalQr(false, false));
        }

        @Test
        void should_always_have_the_link() throws Exception {
            new TerminalBrowser(attempt -> () -> {}, terminal, true)
                    .open(new Attempt("https://acme.example/authorize"));
            assertThat(err.toString()).contains("Continue in your browser.", "https://acme.example/authorize");
        }
    }

    private record Attempt(URI uri) implements DeviceAuthorization {
        Attempt(String uri) {
            this(URI.create(uri));
        }

        @Override
        public Instant deadline() {
            return NOW.plusSeconds(272);
        }

        @Override
        public void cancel() {}

        @Override
        public URI verificationUri() {
            return URI.create("https://acme.example/device");
        }

        @Override
        public String userCode() {
            return "ABCD-EFGH";
        }
    }
}
