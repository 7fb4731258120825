package io.github.keytray.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.cli.PackagedApp;
import io.github.keytray.keycloak.ChromiumUser;
import io.github.keytray.keycloak.DeviceLogin;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testing.ProviderProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
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
}
