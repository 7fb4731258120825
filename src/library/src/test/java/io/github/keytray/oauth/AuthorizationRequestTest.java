package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizationRequestTest {
    private static AuthorizationRequest at(String endpoint) {
        return new AuthorizationRequest(URI.create(endpoint), "app");
    }

    @Test
    void should_be_a_form_in_the_query() {
        assertThat(at("https://login.acme.example/authorize")
                        .set("scope", "openid profile")
                        .set("claims", "{\"a\":\"é&b=+#%\"}")
                        .toUri())
                .hasToString("https://login.acme.example/authorize?client_id=app&scope=openid%20profile"
                        + "&claims=%7B%22a%22%3A%22%C3%A9%26b%3D%2B%23%25%22%7D");
    }

    @Test
    void should_name_each_value_of_several() {
        assertThat(at("https://login.acme.example/a")
                        .set("resource", List.of("urn:a", "urn:b"))
                        .toUri())
                .hasToString("https://login.acme.example/a?client_id=app&resource=urn%3Aa&resource=urn%3Ab");
    }

    @Test
    void should_keep_what_the_endpoint_says_by_itself() {
        assertThat(at("https://login.acme.example/a?tenant=b%20c&p=").toUri())
                .hasToString("https://login.acme.example/a?tenant=b%20c&p=&client_id=app");
    }

    @Test
    void should_be_written_in_ascii() {
        assertThat(at("https://login.acme.example/é?a=ü").toUri())
                .hasToString("https://login.acme.example/%C3%A9?a=%C3%BC&client_id=app");
    }

    @Test
    void should_name_no_parameter_twice() {
        assertThat(at("https://login.acme.example/a?client%5Fid=other&prompt&p=1")
                        .set("prompt", "login")
                        .set("prompt", "consent")
                        .toUri())
                .hasToString("https://login.acme.example/a?p=1&client_id=app&prompt=consent");
    }

    @Test
    void should_be_a_form_that_can_be_pushed() {
        assertThat(at("https://login.acme.example/a").set("state", "s").form())
                .isEqualTo(Map.of("client_id", "app", "state", "s"));
    }
}
