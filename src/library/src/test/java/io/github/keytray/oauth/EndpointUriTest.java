package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointUriTest {
    private static URI uri(String endpoint, String name, Object value) {
        return EndpointUri.of(URI.create(endpoint), Map.of(name, value));
    }

    @Test
    void should_have_a_form_in_the_query() {
        assertThat(uri("https://login.acme.example/authorize", "scope", "openid profile"))
                .hasToString("https://login.acme.example/authorize?scope=openid%20profile");
        assertThat(uri("https://login.acme.example/a", "claims", "{\"a\":\"é&b=+#%\"}"))
                .hasToString("https://login.acme.example/a?claims=%7B%22a%22%3A%22%C3%A9%26b%3D%2B%23%25%22%7D");
    }

    @Test
    void should_name_each_value_of_several() {
        assertThat(uri("https://login.acme.example/a", "resource", List.of("urn:a", "urn:b")))
                .hasToString("https://login.acme.example/a?resource=urn%3Aa&resource=urn%3Ab");
    }

    @Test
    void should_keep_what_the_endpoint_says_by_itself() {
        assertThat(uri("https://login.acme.example/a?tenant=b%20c&p=", "client_id", "app"))
                .hasToString("https://login.acme.example/a?tenant=b%20c&p=&client_id=app");
    }

    @Test
    void should_be_written_in_ascii() {
        assertThat(uri("https://login.acme.example/é?a=ü", "client_id", "app"))
                .hasToString("https://login.acme.example/%C3%A9?a=%C3%BC&client_id=app");
    }

    @Test
    void should_name_no_parameter_twice() {
        assertThat(uri("https://login.acme.example/a?client%5Fid=other&client_id&p=1", "client_id", "app"))
                .hasToString("https://login.acme.example/a?p=1&client_id=app");
    }
}
