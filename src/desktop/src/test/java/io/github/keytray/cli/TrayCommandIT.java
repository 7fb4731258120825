package io.github.keytray.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.ForwardProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged tray, without a display, on a real keyring. */
@Needs({DesktopPart.SECRET_SERVICE, DesktopPart.SHELL_SOCKET})
class TrayCommandIT {
    private final EmbeddedProvider provider =
            EmbeddedProvider.builder().rotate(true).start();
    private final Path socket = Directories.current().runtime().resolve("broker");

    @TempDir
    Path directory;

    private ForwardProxy proxy;
    private PackagedApp app;
    private Process tray;

    @BeforeEach
    void start() throws Exception {
        proxy = new ForwardProxy("");
        Path policy = directory.resolve("config/keytray/policy.json");
        Files.createDirectories(policy.getParent());
        Files.writeString(policy, "{\"proxy\": \"127.0.0.1:" + proxy.port() + "\"}");
        app = new PackagedApp(directory)
                .with("XDG_CONFIG_HOME", directory.resolve("config").toString());
        assertThat(run("login", "--save", "yes").exit()).isZero();
        ProcessBuilder builder = new ProcessBuilder(PackagedApp.command("tray"))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        Programs.apply(app.environment(), builder);
        tray = builder.start();
        awaitState("fresh");
        provider.forgetRequests();
    }

    @AfterEach
    void end() throws Exception {
        tray.destroyForcibly().waitFor();
        Files.deleteIfExists(socket);
        run("logout");
        provider.close();
        proxy.close();
    }

    private Ended run(String command, String... more) throws Exception {
        List<String> account = List.of("--issuer", provider.issuer(), "--client-id", "app");
        return app.run(Stream.of(List.of(command), account, List.of(more))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    private String ask(String question) throws IOException, InterruptedException {
        return Programs.run(
                        Duration.ofSeconds(30),
                        List.of(
                                "sh",
                                "-c",
                                "echo \"$1\" | socat -t 10 - \"UNIX-CONNECT:$2\"",
                                "sh",
                                question,
                                socket.toString()),
                        Map.of())
                .out();
    }

    private void awaitState(String state) {
        Screen.await(state, () -> {
            try {
                if (!Files.exists(socket)) return Optional.empty();
                String answer = ask("{\"status\":\"true\"}");
                return answer.contains("\"state\":\"" + state + "\"") ? Optional.of(answer) : Optional.empty();
            } catch (IOException | InterruptedException notYet) {
                throw new AssertionError(notYet);
            }
        });
    }

    @Test
    void should_hand_out_a_token_without_provider_or_keychain() throws Exception {
        app.with("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        String token = run("token").out().strip();
        assertThat(provider.subject(token)).isEqualTo("sub-alice");
        assertThat(run("token", "--json").out()).contains(token);
        app.with("DBUS_SESSION_BUS_ADDRESS", System.getenv("DBUS_SESSION_BUS_ADDRESS"));
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void should_speak_to_a_shell_script() throws Exception {
        JsonObject answer = JsonParser.parseString(
                        ask("{\"issuer\":\"" + provider.issuer() + "\",\"client_id\":\"app\",\"scope\":\"openid\"}"))
                .getAsJsonObject();
        assertThat(provider.subject(answer.get("access_token").getAsString())).isEqualTo("sub-alice");
        assertThat(answer.get("username").getAsString()).isEqualTo("alice");
        assertThat(answer.keySet()).doesNotContain("refresh_token", "id_token");
        assertThat(ask("{\"issuer\":\"https://acme.example\",\"client_id\":\"app\"}"))
                .isEqualTo("{\"error\":\"unknown\"}\n");
        assertThat(ask("Good morning")).isEqualTo("{\"error\":\"invalid_request\"}\n");
    }

    @Test
    void should_say_how_sign_ins_are_and_follow_a_sign_out_at_once() throws Exception {
        assertThat(app.run("status").out()).contains("alice  " + provider.issuer() + "  app  fresh until ");
        assertThat(run("logout").exit()).isZero();
        assertThat(run("token").exit()).isEqualTo(ExitCode.INTERACTION_REQUIRED);
    }

    @Test
    void should_renew_through_the_proxy_that_is_set() throws Exception {
        try (EmbeddedProvider brief = EmbeddedProvider.builder()
                .accessTokenLife(Duration.ofSeconds(5))
                .start()) {
            String[] account = {"--issuer", brief.issuer(), "--client-id", "app"};
            app.run("login", account[0], account[1], account[2], account[3], "--save", "yes");
            int signIns = brief.requests(Endpoint.TOKEN).size();
            int crossed = proxy.visitors().size();
            assertThat(crossed).as("by the command").isGreaterThanOrEqualTo(3);
            Screen.await(
                    "a renewal",
                    () -> brief.requests(Endpoint.TOKEN).size() > signIns ? Optional.of(true) : Optional.empty());
            assertThat(proxy.visitors()).as("by the tray").hasSizeGreaterThan(crossed);
            app.run("logout", account[0], account[1], account[2], account[3]);
        }
    }

    @Test
    void should_find_out_that_a_sign_in_has_ended_and_ask_no_more() throws Exception {
        try (EmbeddedProvider brief = EmbeddedProvider.builder()
                .accessTokenLife(Duration.ofSeconds(5))
                .start()) {
            String[] account = {"--issuer", brief.issuer(), "--client-id", "app"};
            app.run("login", account[0], account[1], account[2], account[3], "--save", "yes");
            brief.endAllSignIns();
            brief.forgetRequests();
            awaitState("sign_in_again");
            assertThat(app.run("status").out()).contains("sign in again: This sign-in has ended at the provider.");
            assertThat(brief.requests(Endpoint.TOKEN)).hasSize(1);
            app.run("logout", account[0], account[1], account[2], account[3]);
        }
    }

    @Test
    void should_end_cleanly_when_the_session_does() throws Exception {
        tray.destroy();
        assertThat(tray.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(tray.exitValue()).isEqualTo(143);
        assertThat(socket).doesNotExist();
        assertThat(Files.readString(directory.resolve("err"), UTF_8))
                .startsWith("keytray: There is no display here")
                .hasLineCount(1);
        assertThat(provider.subject(run("token").out().strip())).isEqualTo("sub-alice");
    }
}
