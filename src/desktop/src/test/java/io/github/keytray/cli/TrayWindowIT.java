package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged tray with its window, driven by keys from outside: a real keyring, a provider, and somebody at a browser. */
@Needs({DesktopPart.DISPLAY, DesktopPart.SECRET_SERVICE})
class TrayWindowIT {
    private static final String NO_SIGN_INS = "\"sign_ins\":\\[]";
    /** The window in which Java has the keyboard's focus. */
    private static final String JAVA_FOCUS = "FocusProxy";

    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
    private final BrokerClient broker = new BrokerClient(Directories.current().runtime());

    @TempDir
    Path directory;

    private PackagedApp app;
    private Process tray;

    @BeforeEach
    void start() throws IOException {
        app = new PackagedApp(directory, StandInUser.class)
                .with("LC_ALL", "C.UTF-8")
                // That of these tests is a desktop of its own.
                .with("JAVA_HOME", System.getProperty("java.home"));
        ProcessBuilder builder = new ProcessBuilder(PackagedApp.command("tray"))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        Programs.apply(app.environment(), builder);
        tray = builder.start();
    }

    @AfterEach
    void end() throws Exception {
        tray.destroy();
        assertThat(tray.waitFor()).as("ended by a signal").isEqualTo(143);
        app.run("logout", "--issuer", provider.issuer(), "--client-id", "app");
        provider.close();
    }

    /** Presses keys in a window, once the keyboard is there: a window is active a while before Java has taken the focus. */
    private static void press(String window, String... keys) {
        Screen.await(window, () -> {
            boolean active =
                    run("xdotool", "getactivewindow", "getwindowname").strip().equals(window);
            boolean focused = run("xdotool", "getwindowfocus", "-f", "getwindowname")
                    .strip()
                    .equals(JAVA_FOCUS);
            return active && focused ? Optional.of(true) : Optional.empty();
        });
        run("xdotool", "sleep", "0.5");
        for (String key : keys) run("xdotool", "key", key);
    }

    private static String run(String... command) {
        try {
            return Programs.run(Duration.ofSeconds(20), List.of(command)).out();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until what the tray says of everybody matches. */
    private void awaitStatus(String pattern) {
        String[] last = {""};
        try {
            Screen.await(pattern, () -> {
                last[0] = status();
                return Pattern.compile(pattern).matcher(last[0]).find() ? Optional.of(true) : Optional.empty();
            });
        } catch (AssertionError e) {
            throw new AssertionError(last[0], e);
        }
    }

    private String status() {
        try {
            return Optional.ofNullable(broker.status()).orElse("");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String is(String username, boolean isDefault, String state) {
        return "\"username\":\"" + username + "\",\"default\":" + isDefault + ",\"state\":\"" + state + '"';
    }

    private void login(String username) throws Exception {
        login(username, "openid profile email offline_access");
    }

    private void login(String username, String scope) throws Exception {
        app.with("STAND_IN_USER", username);
        String[] command = {"login", "--issuer", provider.issuer(), "--client-id", "app", "--save", "yes", "--force"};
        Programs.Ended login = app.run(
                Stream.concat(Stream.of(command), Stream.of("--scope", scope)).toArray(String[]::new));
        assertThat(login.exit()).as(login.err()).isZero();
        awaitStatus("\"" + username + "\".*fresh");
    }

    /** Signs in by the window, up to the question whether to stay signed in. */
    private void signIn() {
        press("Keytray", "ctrl+n");
        press("Sign in");
        run("xdotool", "type", provider.issuer());
        run("xdotool", "key", "Tab");
        run("xdotool", "type", "app");
        run("xdotool", "key", "Return");
    }

    @Test
    void should_sign_somebody_in_and_out() throws Exception {
        signIn();
        press("Stay signed in", "Return");
        awaitStatus(is("alice", true, "fresh"));

        app.run("tray");
        press("Keytray", "Delete");
        press("Sign out", "shift+Tab", "space");
        awaitStatus(NO_SIGN_INS);
        Screen.await(
                "the revocation, which follows",
                () -> provider.requests(Endpoint.REVOCATION).stream().findFirst());
        assertThat(provider.requests(Endpoint.REVOCATION)).hasSize(1);
        assertThat(provider.visits(Endpoint.END_SESSION)).isEmpty();
    }

    @Test
    void should_make_another_person_the_one_that_applications_sign_in_as() throws Exception {
        login("alice");
        login("bob");
        awaitStatus(is("bob", true, "fresh") + ".*" + is("alice", false, "fresh"));
        press("Keytray", "End", "alt+a", "d");
        awaitStatus(is("alice", true, "fresh") + ".*" + is("bob", false, "fresh"));
        String token = app.run("token", "--issuer", provider.issuer(), "--client-id", "app")
                .out();
        assertThat(provider.subject(token.strip())).isEqualTo("sub-alice");

        // She is now the first in the list, and still the one who is chosen.
        press("Keytray", "Delete");
        press("Sign out", "shift+Tab", "space");
        awaitStatus("^((?!alice).)*\"bob\"((?!alice).)*$");
    }

    @Test
    void should_ask_somebody_again_who_did_not_want_to_be() {
        signIn();
        press("Stay signed in", "alt+d", "alt+n");
        press("Keytray");
        awaitStatus(NO_SIGN_INS);
        press("Keytray", "alt+k", "n");
        press("Not asked again", "shift+Tab", "space");
        signIn();
        press("Stay signed in", "Return");
        awaitStatus(is("alice", true, "fresh"));
    }

    @Test
    void should_sign_somebody_in_again_whose_sign_in_has_ended() throws Exception {
        login("alice", "openid profile offline_access orders.read");
        provider.misbehave(Endpoint.TOKEN, Misbehaviour.INVALID_GRANT);
        press("Keytray", "F5");
        awaitStatus(is("alice", true, "sign_in_again"));
        provider.behave();
        provider.forgetRequests();
        press("Keytray", "Return");
        awaitStatus(is("alice", true, "fresh"));
        assertThat(provider.requests(Endpoint.AUTHORIZATION)).singleElement().satisfies(request -> {
            assertThat(request.parameter("login_hint")).contains("alice");
            assertThat(request.parameter("scope").orElseThrow().split(" "))
                    .as("what the application asked for")
                    .containsExactlyInAnyOrder("openid", "profile", "offline_access", "orders.read");
        });
    }

    @Test
    void should_end_the_providers_session_once_nothing_is_kept_any_more() throws Exception {
        login("alice");
        AtomicReference<@Nullable Optional<?>> keptMeanwhile = new AtomicReference<>();
        provider.misbehave(Endpoint.REVOCATION, answer -> keptMeanwhile.set(kept("sub-alice")));
        press("Keytray", "Delete");
        press("Sign out", "shift+Tab", "shift+Tab", "space", "Tab", "space");
        Screen.await(
                "the end of the session",
                () -> provider.visits(Endpoint.END_SESSION).stream().findFirst());
        assertThat(provider.requests())
                .extracting(Request::endpoint)
                .containsSubsequence(Endpoint.REVOCATION, Endpoint.END_SESSION);
        assertThat(provider.visits(Endpoint.END_SESSION))
                .allSatisfy(request ->
                        assertThat(request.parameter("id_token_hint")).isPresent());
        assertThat(keptMeanwhile).hasValue(Optional.empty());
        awaitStatus(NO_SIGN_INS);
    }

    private Optional<?> kept(String sub) {
        try {
            return new KeychainUserStore(Keychain.system(), new Account(provider.issuer(), "app")).getUser(sub);
        } catch (GrantException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void should_start_with_the_session_or_not() throws Exception {
        Path entry = Directories.current().autostart().resolve("keytray.desktop");
        press("Keytray", "alt+k", "l");
        Screen.await("an entry", () -> Files.exists(entry) ? Optional.of(true) : Optional.empty());
        String command = Files.readAllLines(entry).stream()
                .filter(line -> line.startsWith("Exec="))
                .map(line -> line.substring("Exec=".length()))
                .collect(Collectors.joining());
        assertThat(command).endsWith("\"tray\" \"--hidden\"");
        Programs.Ended second = Programs.run(Duration.ofSeconds(90), List.of("sh", "-c", command), app.environment());
        assertThat(second.err()).contains("The tray is running already");
        assertThat(second.exit()).isZero();
        press("Keytray", "alt+k", "l");
        Screen.await("no entry", () -> Files.exists(entry) ? Optional.empty() : Optional.of(true));
    }
}
