package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.oauth.Browser;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.RegisteredClient;
import io.github.keytray.testkit.StandInUser;
import io.github.keytray.tray.setup.Setup;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands where tokens are bound to a key (RFC 9449). */
class DpopCommandsTest {
    @TempDir
    Path directory;

    private EmbeddedProvider provider = start(false);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeWiring wiring;

    private static EmbeddedProvider start(boolean nonces) {
        EmbeddedProviderBuilder builder = EmbeddedProvider.builder()
                .client(RegisteredClient.of("bound").bindingTokens())
                .resource("orders", person -> "orders of " + person.username());
        return nonces ? builder.requireNonces().start() : builder.start();
    }

    @BeforeEach
    void wire() {
        wiring = new FakeWiring(directory, Instant.now());
        wiring.browser = Browser.of(StandInUser.called("alice")::open);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private int run(String clientId, String command, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Stream<String> line = Stream.of(command, "--issuer", provider.issuer(), "--client-id", clientId);
        return Commands.run(Stream.concat(line, Stream.of(more)).toArray(String[]::new), wiring, out, err);
    }

    /** Sends what was printed, as {@code curl -H @-} does. */
    private HttpResponse<String> send(URI uri) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        out.toString().lines().forEach(line -> {
            int colon = line.indexOf(": ");
            request.header(line.substring(0, colon), line.substring(colon + 2));
        });
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void should_print_what_a_request_needs() throws Exception {
        assertThat(run("bound", "login", "--dpop", "--save", "yes")).isZero();
        URI orders = URI.create(provider.resource("orders") + "?page=2");
        assertThat(run("bound", "token", "--proof", "GET", orders.toString())).isZero();
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(send(orders).body()).isEqualTo("orders of alice");
        assertThat(send(orders).statusCode())
                .as("a proof is good for one request")
                .isEqualTo(401);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void should_put_the_servers_nonce_into_the_proof() throws Exception {
        provider.close();
        provider = start(true);
        assertThat(run("bound", "login", "--save", "yes")).isZero();
        URI orders = provider.resource("orders");
        run("bound", "token", "--proof", "GET", orders.toString());
        String nonce = send(orders).headers().firstValue("DPoP-Nonce").orElseThrow();
        run("bound", "token", "--proof", "GET", orders.toString(), "--nonce", nonce);
        assertThat(send(orders).body()).isEqualTo("orders of alice");
    }

    @Test
    void should_say_of_the_token_alone_that_it_needs_a_proof() {
        run("bound", "login", "--save", "yes");
        assertThat(run("bound", "token")).isZero();
        assertThat(out.toString()).startsWith("at-").hasLineCount(1);
        assertThat(err.toString()).hasLineCount(1).contains("(DPoP)", "--proof");
        assertThat(run("bound", "token", "--json", "--force-refresh")).isZero();
        assertThat(out.toString()).contains("\"token_type\":\"DPoP\"");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void should_print_the_header_of_a_token_that_needs_none() throws Exception {
        run("app", "login", "--save", "yes");
        URI orders = provider.resource("orders");
        assertThat(run("app", "token", "--proof", "GET", orders.toString())).isZero();
        assertThat(out.toString()).startsWith("Authorization: Bearer ").hasLineCount(1);
        assertThat(send(orders).body()).isEqualTo("orders of alice");
    }

    @Test
    void should_refuse_what_is_no_request() {
        for (String[] wrong : new String[][] {
            {"GET", "orders"}, {"G T", "https://api.acme.example/"}, {"GET", "https://ana:secret@api.acme.example/"}
        }) {
            assertThat(run("app", "token", "--proof", wrong[0], wrong[1])).isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(err.toString()).contains("--proof");
        }
    }

    @Test
    void should_refuse_options_that_do_not_go_together() {
        String[] proof = {"--proof", "GET", "https://api.acme.example/"};
        for (String[] more : new String[][] {
            {"--nonce", "no\u00fc"}, {"--nonce", "n".repeat(1025)}, {"--json"}, {"--proof", "GET", "https://a.example/"}
        }) {
            String[] all = Stream.concat(Stream.of(proof), Stream.of(more)).toArray(String[]::new);
            assertThat(run("app", "token", all)).as(more[0]).isEqualTo(ExitCode.WRONG_USAGE);
        }
        assertThat(run("app", "token", "--nonce", "n1")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("--nonce");
    }

    @Test
    void should_not_print_a_token_that_is_not_bound_where_it_has_to_be() {
        run("app", "login", "--save", "yes");
        assertThat(run("app", "token", "--dpop")).isEqualTo(ExitCode.INTERACTION_REQUIRED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("--force-refresh");
        assertThat(run("app", "token", "--dpop", "--force-refresh")).isZero();
        assertThat(run("app", "token", "--dpop", "--json")).isZero();
        assertThat(out.toString()).contains("\"token_type\":\"DPoP\"");
    }

    /** As it is with what an older Keytray has stored. */
    @Test
    void should_not_print_a_bound_token_as_one_that_is_not() throws Exception {
        run("bound", "login", "--save", "yes");
        StoredUser user = wiring.store.getDefaultUser().orElseThrow();
        Token token = Objects.requireNonNull(user.token());
        Token keyless = new Token(
                token.accessToken(),
                token.tokenType(),
                token.refreshToken(),
                token.idToken(),
                token.scopes(),
                token.requestedScopes(),
                token.issuedAt(),
                token.expiresAt());
        wiring.store.putDefaultUser(new StoredUser(user.user(), keyless));
        assertThat(run(
                        "bound",
                        "token",
                        "--proof",
                        "GET",
                        provider.resource("orders").toString()))
                .isEqualTo(ExitCode.INTERACTION_REQUIRED);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void should_not_show_the_key() throws Exception {
        run("bound", "login", "--save", "yes", "--json");
        String said = out.toString() + err;
        run("bound", "token", "--json");
        said += out.toString() + err;
        run("bound", "token", "--proof", "GET", provider.resource("orders").toString());
        said += out.toString() + err;
        StoredUser user = wiring.store.getDefaultUser().orElseThrow();
        String secret = String.valueOf(Objects.requireNonNull(user.token()).dpopKey())
                .replaceFirst(".*\"d\":\"([^\"]+)\".*", "$1");
        assertThat(secret).hasSize(43);
        assertThat(said).doesNotContain(secret);
    }

    @Test
    void should_require_it_where_a_file_says_so() throws Exception {
        Path file = directory.resolve("all/keytray/providers.d/acme.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
            {"name": "Acme", "issuer": "%s", "client_id": "app", "dpop_bound_access_tokens": true}
            """.formatted(provider.issuer()));
        wiring.setup = Setup.read(new Directories(
                Platform.WINDOWS, Map.of("PROGRAMDATA", directory.resolve("all").toString())));
        assertThat(wiring.setup.problems()).isEmpty();
        assertThat(run("app", "login", "--save", "yes")).isZero();
        run("app", "token", "--json");
        assertThat(out.toString()).contains("\"token_type\":\"DPoP\"");
        provider.misbehave(Endpoint.TOKEN, answer -> answer.json().replace("token_type", "Bearer"));
        assertThat(run("app", "token", "--force-refresh")).isEqualTo(ExitCode.UNTRUSTED);
        assertThat(err.toString()).contains("not bound");
    }
}
