package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizationRequestTest {
    private final AuthorizationRequest request =
            new AuthorizationRequest(URI.create("https://login.acme.example/a?p=1&prompt"), "app");

    @Test
    void should_be_a_page_that_names_no_parameter_twice() {
        assertThat(request.set("prompt", "login").set("prompt", "consent").toUri())
                .hasToString("https://login.acme.example/a?p=1&client_id=app&prompt=consent");
    }

    @Test
    void should_be_a_form_that_can_be_pushed() {
        assertThat(request.set("state", "s").form()).isEqualTo(Map.of("client_id", "app", "state", "s"));
    }
}
