package io.github.keytray.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can happen while a refresh token is being traded, at a provider that ends a sign-in whose token is used twice. */
@Needs(DesktopPart.SECRET_SERVICE)
class RotationIT {
    @TempDir
    Path directory;

    private final EmbeddedProvider provider =
            EmbeddedProvider.builder().rotate(true).start();
    private PackagedApp app;

    @BeforeEach
    void signIn() throws Exception {
        app = new PackagedApp(directory);
        assertThat(run("login", "--save", "yes").exit()).isZero();
        provider.forgetRequests();
    }

    @AfterEach
    void signOut() throws Exception {
        provider.behave();
        run("logout");
        provider.close();
    }

    @Test
    void should_ask_the_person_once_when_the_answer_is_lost() throws Exception {
        provider.misbehaveOnce(Endpoint.TOKEN, Misbehaviour.CONNECTION_CLOSED);
        assertThat(run("token", "--force-refresh").exit()).isEqualTo(ExitCode.UNREACHABLE);
        shouldEndTheSignInWithOneMoreRequest();
    }

    @Test
    void should_ask_the_person_once_when_a_process_dies_before_the_answer() throws Exception {
        provider.misbehaveOnce(Endpoint.TOKEN, answer -> answer.delay(Duration.ofSeconds(20)));
        Process process = start("token", "--force-refresh");
        awaitRequests(1);
        process.toHandle().destroyForcibly();
        process.waitFor();
        shouldEndTheSignInWithOneMoreRequest();
    }

    @Test
    void should_lose_nothing_when_a_process_is_asked_to_end_in_the_middle() throws Exception {
        provider.misbehaveOnce(Endpoint.TOKEN, answer -> answer.delay(Duration.ofSeconds(2)));
        Process process = start("token", "--force-refresh");
        awaitRequests(1);
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(run("token", "--force-refresh").exit())
                .as("the refresh token that came meanwhile is good")
                .isZero();
    }

    private void shouldEndTheSignInWithOneMoreRequest() throws Exception {
        assertThat(provider.requests(Endpoint.TOKEN)).hasSize(1);
        Ended ended = run("token", "--force-refresh");
        assertThat(ended.exit()).isEqualTo(ExitCode.INTERACTION_REQUIRED);
        assertThat(ended.err()).contains("This sign-in has ended at the provider. Please sign in again.");
        assertThat(provider.requests(Endpoint.TOKEN)).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(run("token", "--force-refresh").exit()).isEqualTo(ExitCode.INTERACTION_REQUIRED);
        }
        assertThat(provider.requests(Endpoint.TOKEN))
                .as("a refused refresh token is not sent again")
                .hasSize(2);
        assertThat(run("login", "--force").out()).startsWith("Signed in as alice");
        assertThat(run("token", "--force-refresh").exit()).isZero();
    }

    @Test
    void should_let_a_sign_out_win_over_a_refresh_under_way() throws Exception {
        provider.misbehaveOnce(Endpoint.TOKEN, answer -> answer.delay(Duration.ofSeconds(3)));
        Process refreshing = start("token", "--force-refresh");
        awaitRequests(1);
        Ended logout = run("logout");
        assertThat(logout.out()).startsWith("Signed out alice");
        assertThat(refreshing.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String token = new String(refreshing.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(token).isNotEmpty();
        assertThat(provider.subject(token))
                .as("what was issued meanwhile is revoked")
                .isNull();
        assertThat(run("token").exit()).isEqualTo(ExitCode.INTERACTION_REQUIRED);
    }

    @Test
    void should_not_be_held_up_for_good_by_a_refresh_that_hangs() throws Exception {
        provider.misbehaveOnce(Endpoint.TOKEN, Misbehaviour.SLOW);
        Process hanging = start("token", "--force-refresh");
        awaitRequests(1);
        provider.endAllSignIns();
        Ended waiting = run("token", "--force-refresh");
        assertThat(hanging.waitFor(10, TimeUnit.SECONDS))
                .as("it has given up first")
                .isTrue();
        assertThat(hanging.exitValue()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(waiting.exit()).as("it has had its turn").isEqualTo(ExitCode.INTERACTION_REQUIRED);
    }

    private void awaitRequests(int count) {
        Screen.await(
                count + " requests",
                () -> provider.requests(Endpoint.TOKEN).size() >= count ? Optional.of(true) : Optional.empty());
    }

    private Ended run(String command, String... more) throws Exception {
        return app.run(arguments(command, more).toArray(String[]::new));
    }

    private Process start(String command, String... more) throws IOException {
        List<String> line = PackagedApp.command(arguments(command, more).toArray(String[]::new));
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
        Programs.apply(app.environment(), builder);
        return builder.start();
    }

    private List<String> arguments(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--issuer", provider.issuer(), "--client-id", "app"));
        arguments.addAll(List.of(more));
        return arguments;
    }
}
