package io.github.keytray.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.cli.PackagedApp;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testing.ProviderProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Needs({DesktopPart.SECRET_SERVICE, DesktopPart.BROWSER})
@TestInstance(Lifecycle.PER_CLASS)
class KeycloakIT {
    private static final Path SHOTS = Path.of(System.getProperty("keytray.output"), "screenshots");

    @TempDir
    Path directory;

    private ProviderProcess keycloak;
    private PackagedApp app;

    @BeforeAll
    void start() throws Exception {
        keycloak = KeycloakServer.start();
    }

    @AfterAll
    void stop() {
        keycloak.close();
    }

    @BeforeEach
    void make() throws IOException {
        app = new PackagedApp(directory, ChromiumUser.class).with("DISPLAY", "");
    }

    private Ended keytray(String command, String clientId, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of(command, "--issuer", keycloak.issuer(), "--client-id", clientId));
        args.addAll(List.of(more));
        return app.run(args.toArray(String[]::new));
    }

    /** What anybody can read in the keyring, without Keytray. */
    private static String entry() throws Exception {
        return Programs.run(
                        Duration.ofSeconds(10),
                        List.of("secret-tool", "search", "--all", "service", "keytray 127.0.0.1"))
                .out();
    }

    @Test
    void should_sign_in_once_through_chromium_and_stay_signed_in() throws Exception {
        Path shot = SHOTS.resolve("browser-signed-in.png");
        app.with("PERSON_SHOT", shot.toString());
        Ended login = keytray("login", "desktop", "--save", "yes");
        assertThat(login.out() + login.err()).contains("Signed in as alice (127.0.0.1).");
        assertThat(entry()).contains("secret = keytray1.");
        assertThat(shot).isNotEmptyFile();

        Ended again = keytray("login", "desktop");
        assertThat(again.out()).contains("Already signed in as alice");
        assertThat(Files.readAllLines(directory.resolve("visits"))).hasSize(1);

        String token = keytray("token", "desktop").out();
        String renewed = keytray("token", "desktop", "--force-refresh").out();
        assertThat(renewed).isNotEqualTo(token).hasLineCount(1);
        assertThat(keytray("token", "desktop", "--force-refresh").out())
                .as("with the refresh token that Keycloak rotated")
                .isNotEqualTo(renewed)
                .hasLineCount(1);

        app.with("PERSON_DOES", "close");
        Ended closed = keytray("login", "desktop", "--force", "--timeout", "6s");
        assertThat(closed.exit()).isEqualTo(4);
        assertThat(closed.err()).contains("took too long");
        app.with("PERSON_DOES", "login");
        Ended unknown = keytray("login", "nobody", "--timeout", "8s");
        assertThat(unknown.exit()).isEqualTo(4);
        assertThat(keytray("token", "desktop").exit()).isZero();

        Ended logout = keytray("logout", "desktop");
        assertThat(logout.out()).contains("Signed out alice.");
        assertThat(logout.err()).isEmpty();
        assertThat(entry()).doesNotContain("secret = keytray1.");
        assertThat(keytray("token", "desktop").exit()).isEqualTo(3);
    }

    @Test
    void should_know_a_confidential_client() throws Exception {
        app.with("KEYTRAY_TEST_SECRET", "keycloak-keeps-this");
        Ended login =
                keytray("login", "desktop-confidential", "--client-secret-env", "KEYTRAY_TEST_SECRET", "--save", "yes");
        assertThat(login.out() + login.err()).contains("Signed in as alice");
        app.with("KEYTRAY_TEST_SECRET", "");
        assertThat(keytray("token", "desktop-confidential", "--force-refresh").exit())
                .isZero();
        assertThat(keytray("logout", "desktop-confidential").err()).isEmpty();
    }

    /** Chromium sees one page, though the first request is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"desktop-without-offline-access", "desktop-pushed"})
    void should_ask_again_in_the_same_tab_what_it_refused(String clientId) throws Exception {
        Ended login = keytray("login", clientId, "--save", "yes");
        assertThat(login.out() + login.err()).contains("Signed in as alice");
        assertThat(Files.readAllLines(directory.resolve("visits"))).hasSize(1);
        assertThat(keytray("logout", clientId).err()).isEmpty();
    }

    /** The client wants PKCE, and the device endpoint with it. */
    @Test
    void should_sign_in_on_another_device() throws Exception {
        DeviceLogin login = DeviceLogin.start(
                app.environment(), "--issuer", keycloak.issuer(), "--client-id", "desktop", "--save", "yes");
        assertThat(login.approve(keycloak.issuer() + "/device")).contains("Signed in as alice (127.0.0.1).");
        assertThat(keytray("token", "desktop", "--force-refresh").exit()).isZero();
        assertThat(keytray("logout", "desktop").err()).isEmpty();
    }

    /** The client may have no token that is not bound to a key, which Keycloak says only when it is asked for one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--dpop"})
    void should_bind_tokens_to_a_key(String option) throws Exception {
        List<String> options = new ArrayList<>(List.of("--save", "yes"));
        if (!option.isEmpty()) options.add(option);
        Ended login = keytray("login", "desktop-bound", options.toArray(String[]::new));
        assertThat(login.out() + login.err()).contains("Signed in as alice");
        assertThat(Files.readAllLines(directory.resolve("visits"))).hasSize(1);
        assertThat(entry()).contains("secret = keytray2.");

        Ended token = keytray("token", "desktop-bound", "--json");
        assertThat(token.out()).contains("\"token_type\":\"DPoP\"");
        assertThat(keytray("token", "desktop-bound", "--force-refresh", "--json")
                        .out())
                .contains("\"token_type\":\"DPoP\"")
                .isNotEqualTo(token.out());
        assertThat(keytray("token", "desktop-bound", "--force-refresh").exit())
                .as("with the refresh token that Keycloak rotated")
                .isZero();

        String userinfo = keycloak.issuer() + "/protocol/openid-connect/userinfo";
        String headers =
                keytray("token", "desktop-bound", "--proof", "GET", userinfo).out();
        assertThat(get(userinfo, headers).body()).contains("\"preferred_username\":\"alice\"");
        assertThat(get(
                                userinfo,
                                headers.replace("DPoP ", "Bearer ")
                                        .lines()
                                        .findFirst()
                                        .orElseThrow())
                        .statusCode())
                .as("the token alone")
                .isEqualTo(401);
        assertThat(keytray("logout", "desktop-bound").err()).isEmpty();
    }

    private static HttpResponse<String> get(String uri, String headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
        headers.lines().map(line -> line.split(": ", 2)).forEach(line -> request.header(line[0], line[1]));
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Chromium keeps its cookies. */
    @ParameterizedTest
    @ValueSource(strings = {"desktop", "desktop-confidential"})
    void should_sign_out_at_the_provider(String clientId) throws Exception {
        app.with("PERSON_COOKIES", directory.resolve("cookies").toString())
                .with("KEYTRAY_TEST_SECRET", "keycloak-keeps-this");
        List<String> options = new ArrayList<>(List.of("--save", "yes"));
        if (clientId.endsWith("confidential")) options.addAll(List.of("--client-secret-env", "KEYTRAY_TEST_SECRET"));
        String[] again = options.toArray(String[]::new);
        assertThat(keytray("login", clientId, again).exit()).isZero();
        assertThat(keytray("login", "desktop-pushed", "--save", "yes").exit()).isZero();
        assertThat(passwords()).as("Keycloak knows her").isEqualTo(1);
        app.with("PERSON_DOES", "look");
        Ended logout = keytray("logout", clientId, "--browser");
        assertThat(logout.out()).contains("Signed out alice.");
        assertThat(logout.err()).doesNotContain("provider");
        app.with("PERSON_DOES", "login");
        assertThat(keytray("login", clientId, again).exit()).isZero();
        assertThat(passwords()).as("Keycloak does not know her any more").isEqualTo(2);
        keytray("logout", clientId);
        keytray("logout", "desktop-pushed");
    }

    private long passwords() throws IOException {
        try (Stream<String> said = Files.lines(directory.resolve("browser.log"))) {
            return said.filter(ChromiumUser.TYPED::equals).count();
        }
    }
}
