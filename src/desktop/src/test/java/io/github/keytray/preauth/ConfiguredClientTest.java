package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.broker.Broker;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.internal.broker.TokenUse;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.keychain.ModelKeychain;
import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.RegisteredClient;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import io.github.keytray.tray.setup.Setup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tray renews for clients of which files say what proves them, and answers applications. */
@Timeout(120)
class ConfiguredClientTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final User ALICE = new User("sub-alice", "alice");

    @TempDir
    Path directory;

    private final KeyPair key = keyPair();
    private final EmbeddedProvider embedded = EmbeddedProvider.builder()
            .client(RegisteredClient.of("signer").withKey(key.getPublic()))
            .client(RegisteredClient.of("bound").bindingTokens())
            .resource("orders", person -> "orders of " + person.username())
            .start();

    private Keychain keychain;
    private Setup setup;
    private PreAuthenticator tray;

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void open() throws Exception {
        Path files = Files.createDirectories(directory.resolve("all/keytray/providers.d"));
        Files.writeString(files.resolve("signer.json"), """
            {"name": "Acme", "issuer": "%s", "client_id": "signer", "client_key": "signer.pem", "client_key_id": "2026"}
            """.formatted(embedded.issuer()));
        Files.writeString(
                files.resolve("signer.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(key.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        setup = Setup.read(new Directories(
                Platform.WINDOWS, Map.of("PROGRAMDATA", directory.resolve("all").toString())));
        assertThat(setup.problems()).isEmpty();
        keychain = ModelKeychain.reliable(Files.createDirectories(directory.resolve("state")));
        tray = PreAuthenticator.of(
                keychain,
                setup::provider,
                setup::client,
                directory.resolve("journal"),
                Runnable::run,
                CLOCK,
                problem -> {});
    }

    @AfterEach
    void close() throws Exception {
        embedded.close();
        keychain.close();
    }

    /** Alice signs in with an application, which stores it; then the tray looks. */
    private Token signIn(String clientId) throws Exception {
        Account account = new Account(embedded.issuer(), clientId);
        Token token = new AuthorizationCodeGrant(
                        setup.provider(account.issuer()),
                        setup.client(account),
                        Browser.of(StandInUser.called("alice")::open),
                        Duration.ofSeconds(20),
                        CLOCK)
                .fetchToken(TokenRequest.interactive());
        new KeychainUserStore(keychain, account).putDefaultUser(new StoredUser(ALICE, token));
        tray.reload();
        tray.tick();
        tray.tick();
        embedded.forgetRequests();
        return token;
    }

    private Token renewed(String clientId) throws Exception {
        StoredSignIn signIn = tray.all().stream()
                .filter(each -> each.account().clientId().equals(clientId))
                .findFirst()
                .orElseThrow();
        assertThat(tray.refresh(signIn).get().state()).isInstanceOf(SignInState.Valid.class);
        Account account = new Account(embedded.issuer(), clientId);
        StoredUser stored =
                new KeychainUserStore(keychain, account).getUser(ALICE.id()).orElseThrow();
        return Objects.requireNonNull(stored.token());
    }

    @Test
    void should_be_renewed_with_the_private_key_that_a_file_names() throws Exception {
        Token token = signIn("signer");
        assertThat(renewed("signer").accessToken()).isNotEqualTo(token.accessToken());
        List<Request> requests = embedded.requests(Endpoint.TOKEN);
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).parameter("grant_type")).contains("refresh_token");
        SignedJWT assertion =
                SignedJWT.parse(requests.get(0).parameter("client_assertion").orElseThrow());
        assertThat(assertion.getHeader().getKeyID()).isEqualTo("2026");
        assertThat(assertion.verify(new ECDSAVerifier((ECPublicKey) key.getPublic())))
                .isTrue();
    }

    @Test
    void should_be_renewed_with_the_key_that_its_tokens_are_bound_to() throws Exception {
        Token token = signIn("bound");
        Token next = renewed("bound");
        assertThat(next.dpopKey()).isEqualTo(token.dpopKey()).isNotNull();
        assertThat(next.needsProof()).isTrue();
        assertThat(embedded.requests(Endpoint.TOKEN)).hasSize(1);
    }

    /** The key does not leave the tray: an application has the proof for the request that it named, and no other. */
    @Test
    void should_have_a_proof_made_for_an_application() throws Exception {
        signIn("bound");
        URI orders = embedded.resource("orders");
        TokenUse use = new TokenUse("GET", URI.create(orders + "?secret=7"), null);
        BrokerRequest question = new BrokerRequest(new Account(embedded.issuer(), "bound"), null, Set.of(), null, use);
        assertThat(question.line()).contains("\"htm\":\"GET\"").doesNotContain("secret=7");
        Path runtime = directory.resolve("run");
        try (Broker broker = Broker.open(runtime, tray)) {
            BrokerResponse reply = new BrokerClient(runtime, Duration.ofSeconds(30)).ask(question);
            assertThat(reply).isInstanceOfSatisfying(BrokerResponse.Granted.class, granted -> {
                assertThat(granted.token().tokenType()).isEqualTo("DPoP");
                assertThat(granted.token().dpopKey()).isNull();
                assertThat(granted.line()).doesNotContain("\"d\"");
            });
            BrokerResponse.Granted granted = (BrokerResponse.Granted) Objects.requireNonNull(reply);
            assertThat(get(orders, granted).body()).isEqualTo("orders of alice");
            assertThat(get(embedded.uri(Endpoint.USERINFO), granted).statusCode())
                    .as("it is for another address")
                    .isEqualTo(401);
        }
    }

    private static HttpResponse<String> get(URI uri, BrokerResponse.Granted granted) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "DPoP " + granted.token().accessToken())
                .header("DPoP", Objects.requireNonNull(granted.proof()))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
