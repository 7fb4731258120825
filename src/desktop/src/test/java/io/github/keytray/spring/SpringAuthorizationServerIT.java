package io.github.keytray.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.AutoLoginGrant;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.StoredUser;
import io.github.keytray.TokenRequest;
import io.github.keytray.cli.PackagedApp;
import io.github.keytray.keycloak.ChromiumUser;
import io.github.keytray.keycloak.DeviceLogin;
import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Logout;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.UserInfoFetcher;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testing.ProviderProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Spring Authorization Server as Spring Boot sets it up, with real Chromium. */
@Needs({DesktopPart.SECRET_SERVICE, DesktopPart.BROWSER})
@TestInstance(Lifecycle.PER_CLASS)
class SpringAuthorizationServerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NO_REFRESH_TOKEN =
            "127.0.0.1 gave no refresh token, so that this sign-in lasts 5 minutes and cannot be renewed.";

    @TempDir
    private static Path home;

    @TempDir
    Path directory;

    private ProviderProcess spring;
    private PackagedApp app;

    @BeforeAll
    void start() throws Exception {
        spring = SpringServer.start(home);
    }

    @AfterAll
    void stop() {
        spring.close();
    }

    @BeforeEach
    void make() throws IOException {
        app = new PackagedApp(directory, ChromiumUser.class)
                .with("DISPLAY", "")
                .with("KEYTRAY_TEST_SECRET", "spring-keeps-this");
    }

    /** The tests share a keychain: what one has left would sign the next one in. */
    @AfterEach
    void signOut() throws Exception {
        confidential("logout");
        keytray("logout", "desktop");
    }

    private Ended keytray(String command, String clientId, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of(command, "--issuer", spring.issuer(), "--client-id", clientId));
        args.addAll(List.of(more));
        return app.run(args.toArray(String[]::new));
    }

    private Ended confidential(String command, String... more) throws Exception {
        return keytray(command, "desktop-confidential", more);
    }

    private List<String> visits() throws IOException {
        return Files.readAllLines(directory.resolve("visits"));
    }

    @Test
    void should_say_from_the_start_that_a_public_client_gets_no_refresh_token() throws Exception {
        Ended login = keytray("login", "desktop", "--save", "yes");
        assertThat(login.out()).contains("Signed in as alice (127.0.0.1).", NO_REFRESH_TOKEN);
        assertThat(visits()).singleElement().asString().contains("scope=openid&");

        assertThat(app.run("status").out()).contains("then sign in again: the provider gave no refresh token");
        assertThat(keytray("doctor", "desktop").out()).contains("To do  Renewal", NO_REFRESH_TOKEN);
        assertThat(keytray("token", "desktop").exit()).isZero();
        assertThat(keytray("token", "desktop", "--force-refresh").exit()).isEqualTo(3);
        assertThat(keytray("login", "desktop", "--force").exit()).isZero();

        Ended logout = keytray("logout", "desktop");
        assertThat(logout.exit()).isZero();
        assertThat(logout.out()).contains("Signed out alice.");
        assertThat(logout.err())
                .containsPattern(
                        "does not let this application revoke anything \\(invalid_client\\). The access token ends "
                                + "there by itself in \\d minutes.\\R$");
        assertThat(keytray("token", "desktop").exit()).isEqualTo(3);
    }

    @Test
    void should_renew_and_revoke_where_the_client_has_a_secret() throws Exception {
        Ended login = confidential("login", "--client-secret-env", "KEYTRAY_TEST_SECRET", "--save", "yes");
        assertThat(login.out()).contains("Signed in as alice").doesNotContain("refresh token");
        String token = confidential("token").out();
        assertThat(confidential("token", "--force-refresh").out())
                .isNotEqualTo(token)
                .hasLineCount(1);
        assertThat(confidential("login", "--force").exit()).isZero();
        assertThat(confidential("logout").err()).isEmpty();
    }

    @Test
    void should_name_the_scopes_that_somebody_chose_and_it_refuses() throws Exception {
        Ended refused =
                confidential("login", "--client-secret-env", "KEYTRAY_TEST_SECRET", "--scope", "openid offline_access");
        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.err()).contains("offline_access openid", "Ask for fewer (--scope)");
        assertThat(visits()).hasSize(1);
    }

    @Test
    void should_take_an_empty_401_for_a_client_that_may_not_do_this() throws Exception {
        Ended refused = keytray("login", "desktop", "--device");
        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.err()).contains("Check the client id and its registration there.");
    }

    /** It gives no ID token to a device, and its userinfo wants one. */
    @Test
    void should_say_that_nothing_names_the_person_on_another_device() throws Exception {
        DeviceLogin login = DeviceLogin.start(
                app.environment(),
                "--issuer",
                spring.issuer(),
                "--client-id",
                "desktop-confidential",
                "--client-secret-env",
                "KEYTRAY_TEST_SECRET",
                "--scope",
                "openid profile");
        assertThat(login.approve(spring.issuer() + "/oauth2/device_verification"))
                .contains("127.0.0.1 does not say who signs in on another device");
    }

    private long passwords() throws IOException {
        try (Stream<String> said = Files.lines(directory.resolve("browser.log"))) {
            return said.filter(ChromiumUser.TYPED::equals).count();
        }
    }

    /** Chromium keeps its cookies. */
    @Test
    void should_sign_out_at_the_provider() throws Exception {
        app.with("PERSON_COOKIES", directory.resolve("cookies").toString());
        String[] again = {"--client-secret-env", "KEYTRAY_TEST_SECRET", "--save", "yes", "--force"};
        assertThat(confidential("login", again).exit()).isZero();
        assertThat(confidential("login", again).exit()).isZero();
        assertThat(passwords()).as("it knows her").isEqualTo(1);
        app.with("PERSON_DOES", "look");
        Ended logout = confidential("logout", "--browser");
        assertThat(logout.out()).contains("Signed out alice.");
        assertThat(logout.err()).doesNotContain("provider");
        app.with("PERSON_DOES", "login");
        assertThat(confidential("login", again).exit()).isZero();
        assertThat(passwords()).as("it does not know her any more").isEqualTo(2);
    }

    /** It knows neither prompt=select_account nor prompt=login: only a sign-out there lets another person in. */
    @Test
    void should_offer_to_sign_out_there_where_another_account_is_wanted_and_it_brings_the_same() throws Exception {
        Client client = Client.of("desktop");
        Provider provider = Provider.of(spring.issuer());
        ExecutorService person = Executors.newSingleThreadExecutor();
        List<URI> pages = new CopyOnWriteArrayList<>();
        Browser browser = Browser.of(page -> {
            pages.add(page);
            person.execute(() -> visit(page));
        });
        InstantSource clock = InstantSource.system();
        Logout logout = new Logout(provider, client, browser, PATIENCE, clock);
        List<String> asked = new ArrayList<>();
        AutoLoginGrant grant = new AutoLoginGrant(
                new MemoryUserStore(),
                new AutoLoginWidget() {
                    @Override
                    public boolean shouldWeSave(StoredUser user) {
                        return true;
                    }

                    /** As {@code SameAccountPrompt} does it. */
                    @Override
                    public boolean shouldWeTryAnotherAccount(StoredUser same) throws InterruptedException {
                        asked.add(same.user().username());
                        if (asked.size() > 1) return false;
                        try {
                            return logout.endSession(Objects.requireNonNull(same.token()));
                        } catch (GrantException notSignedOut) {
                            throw new AssertionError(notSignedOut);
                        }
                    }
                },
                new UserInfoFetcher(provider, client),
                new AuthorizationCodeGrant(provider, client, browser, PATIENCE, clock),
                clock);
        try {
            grant.fetchUser(TokenRequest.interactive());
            assertThat(grant.fetchUser(TokenRequest.interactive().selectAccount())
                            .user()
                            .username())
                    .isEqualTo("alice");
        } finally {
            person.shutdown();
            person.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(pages)
                .extracting(URI::toString)
                .satisfiesExactly(
                        first -> assertThat(first).doesNotContain("prompt="),
                        second -> assertThat(second).contains("prompt=select_account"),
                        third -> assertThat(third).contains("prompt=login"),
                        signOut -> assertThat(signOut).doesNotContain("prompt=", "id_token"),
                        last -> assertThat(last).contains("prompt=login"));
        assertThat(asked).as("nobody else can sign in there").containsExactly("alice", "alice");
        assertThat(passwords()).as("at first, and after the sign-out").isEqualTo(2);
    }

    private void visit(URI page) {
        Map<String, String> environment = Map.of(
                "PERSON_COOKIES",
                directory.resolve("cookies").toString(),
                "PERSON_DOES",
                page.toString().startsWith(spring.issuer()) ? "login" : "look");
        try {
            Ended person = Programs.run(PATIENCE, Programs.java(ChromiumUser.class, page.toString()), environment);
            Files.writeString(
                    directory.resolve("browser.log"),
                    person.out(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
