package io.github.keytray.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the provider is, and what it remembers. */
class EmbeddedIssuerTest extends EmbeddedProviderTestBase {
    @ParameterizedTest
    @CsvSource({"''", "/", "/realms/staff", "/realms/staff/"})
    void should_be_where_it_says(String path) throws Exception {
        use(builder().path(path));

        assertThat(provider.issuer()).endsWith(path);
        String base = provider.issuer().replaceFirst("/$", "");
        JsonObject metadata = TestClient.json(client.get(URI.create(base + "/.well-known/openid-configuration")));
        assertThat(metadata.get("issuer").getAsString()).isEqualTo(provider.issuer());
        assertThat(client.signIn(alice).has("access_token")).isTrue();
    }

    @Test
    void should_outlive_a_restart(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("provider.json");
        use(builder().stateFile(file));
        String issuer = provider.issuer();
        JsonObject token = client.signIn(alice);
        var keys = client.get(provider.uri(Endpoint.JWKS)).body();

        use(builder().stateFile(file));

        assertThat(provider.issuer()).isEqualTo(issuer);
        assertThat(client.get(provider.uri(Endpoint.JWKS)).body()).isEqualTo(keys);
        assertThat(client.getAs(token, provider.resource("greeting")).statusCode())
                .isEqualTo(200);
        assertThat(client.refresh(token).statusCode()).isEqualTo(200);
        client.signIn(alice);
        assertThat(provider.requests(Endpoint.LOGIN)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void should_say_when_its_port_is_taken() {
        assertThatThrownBy(() ->
                        builder().port(URI.create(provider.issuer()).getPort()).start())
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void should_forget_everybody_when_told_to() throws Exception {
        JsonObject token = client.signIn(alice);

        provider.endAllSignIns();

        assertThat(client.refresh(token).body()).contains("invalid_grant");
        client.signIn(alice);
        assertThat(provider.requests(Endpoint.LOGIN)).hasSize(2);
    }

    @Test
    void should_end_the_session_of_the_browser() throws Exception {
        client.signIn(alice);
        alice.visit(provider.uri(Endpoint.END_SESSION));

        client.signIn(alice);

        assertThat(provider.requests(Endpoint.LOGIN)).hasSize(2);
    }
}
