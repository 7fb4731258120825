package io.github.keytray.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandInUserTest {
    private EmbeddedProvider provider;
    private TestClient client;

    @BeforeEach
    void start() {
        provider = EmbeddedProvider.builder()
                .es256()
                .client(RegisteredClient.of("app").withConsent())
                .start();
        client = new TestClient(provider, "app");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void should_sign_in_while_the_application_goes_on() throws Exception {
        StandInUser alice = StandInUser.called("alice");

        alice.open(client.authorizationUri());

        assertThat(alice.lastPage().get(20, TimeUnit.SECONDS)).contains("Nothing here");
        assertThat(provider.requests(Endpoint.NOWHERE).get(0).parameter("code")).isPresent();
        assertThat(alice.visits()).isEqualTo(1);
    }

    @Test
    void should_say_no() throws Exception {
        assertThat(client.authorize(StandInUser.of(EndUser.called("alice"), StandInUser.Does.DENY)))
                .containsEntry("error", "access_denied");
    }

    @Test
    void should_never_come_back() throws Exception {
        StandInUser away = StandInUser.of(EndUser.called("alice"), StandInUser.Does.NOTHING);

        assertThat(away.visit(client.authorizationUri())).isEmpty();
        assertThat(away.visits()).isEqualTo(1);
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void should_serve_as_a_browser_command() throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StandInUser.class.getName(),
                client.authorizationUri().toString());
        command.environment().put("STAND_IN_DOES", "deny");
        Process browser = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(provider.requests(Endpoint.LOGIN)).hasSize(1);
        assertThat(provider.requests(Endpoint.NOWHERE).get(0).parameter("error"))
                .contains("access_denied");
    }
}
