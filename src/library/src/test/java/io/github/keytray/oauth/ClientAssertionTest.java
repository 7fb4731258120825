package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.RegisteredClient;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that prove who they are by a JWT, at every endpoint that wants to know. */
class ClientAssertionTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String SECRET = "a secret of more than thirty-two letters";

    @TempDir
    Path folder;

    private final KeyPair rsa = rsa(2048);
    private final EmbeddedProvider embedded = EmbeddedProvider.builder()
            .client(RegisteredClient.of("signer").withKey(rsa.getPublic()))
            .client("sharer", SECRET)
            .start();

    @AfterEach
    void stop() {
        embedded.close();
    }

    private static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair ec(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private Path pem(String label, byte[] encoded) throws IOException {
        Path file = folder.resolve("key.pem");
        String body = Base64.getMimeEncoder().encodeToString(encoded);
        return Files.writeString(
                file, "Some words\n-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }

    private Token signIn(Client client) throws GrantException, InterruptedException {
        return new AuthorizationCodeGrant(
                        Provider.of(embedded.issuer()),
                        client,
                        Browser.of(StandInUser.called("alice")::open),
                        Duration.ofSeconds(20),
                        CLOCK)
                .fetchToken(TokenRequest.interactive());
    }

    private SignedJWT assertion(Endpoint endpoint) throws Exception {
        List<Request> requests = embedded.requests(endpoint);
        Request last = requests.get(requests.size() - 1);
        assertThat(last.parameters()).doesNotContainKey("client_secret");
        assertThat(last.header("authorization")).isEmpty();
        return SignedJWT.parse(last.parameter("client_assertion").orElseThrow());
    }

    @Test
    void should_sign_in_renew_and_revoke_with_a_key_in_a_file() throws Exception {
        ClientAssertion key =
                ClientAssertion.pem(pem("PRIVATE KEY", rsa.getPrivate().getEncoded()));
        Client client = Client.of("signer").withAssertion(key.withKeyId("2026"));
        Token token = signIn(client);
        SignedJWT first = assertion(Endpoint.TOKEN);
        assertThat(first.getHeader().getKeyID()).isEqualTo("2026");
        assertThat(first.getJWTClaimsSet().getAudience())
                .containsExactly(embedded.uri(Endpoint.TOKEN).toString());
        TokenEndpoint endpoint = new TokenEndpoint(Provider.of(embedded.issuer()), client, CLOCK);
        Token renewed = endpoint.refresh(token, Set.of());
        assertThat(assertion(Endpoint.TOKEN).getJWTClaimsSet().getJWTID())
                .isNotEqualTo(first.getJWTClaimsSet().getJWTID());
        endpoint.revoke(renewed);
        assertThat(embedded.subject(renewed.accessToken())).isNull();
        assertThat(assertion(Endpoint.REVOCATION).getJWTClaimsSet().getAudience())
                .containsExactly(embedded.issuer());
    }

    @Test
    void should_sign_with_the_secret_instead_of_sending_it() throws Exception {
        Client client = Client.of("sharer").withSecret(SECRET).withAssertion(ClientAssertion.ofSecret());
        assertThat(signIn(client).idToken()).isNotNull();
        assertThat(assertion(Endpoint.TOKEN).getHeader().getAlgorithm().getName())
                .isEqualTo("HS256");
    }

    @Test
    void should_sign_with_the_secret_where_the_provider_takes_nothing_else() throws Exception {
        embedded.misbehave(
                Endpoint.DISCOVERY,
                answer -> answer.json().put("token_endpoint_auth_methods_supported", List.of("client_secret_jwt")));
        assertThat(signIn(Client.of("sharer").withSecret(SECRET)).idToken()).isNotNull();
        assertThat(assertion(Endpoint.TOKEN).getHeader().getAlgorithm().getName())
                .isEqualTo("HS256");
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, ES256", "secp384r1, ES384", "secp521r1, ES512"})
    void should_sign_with_a_key_on_a_curve(String curve, String algorithm) throws Exception {
        KeyPair pair = ec(curve);
        ClientAssertion key =
                ClientAssertion.pem(pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        try (EmbeddedProvider other = EmbeddedProvider.builder()
                .client(RegisteredClient.of("signer").withKey(pair.getPublic()))
                .start()) {
            new AuthorizationCodeGrant(
                            Provider.of(other.issuer()),
                            Client.of("signer").withAssertion(key),
                            Browser.of(StandInUser.called("alice")::open),
                            Duration.ofSeconds(20),
                            CLOCK)
                    .fetchToken(TokenRequest.interactive());
            String jwt = other.requests(Endpoint.TOKEN).get(0).parameters().get("client_assertion");
            assertThat(SignedJWT.parse(jwt).getHeader().getAlgorithm().getName())
                    .isEqualTo(algorithm);
        }
    }

    @Test
    void should_sign_by_what_the_provider_takes() throws Exception {
        embedded.misbehave(
                Endpoint.DISCOVERY,
                answer -> answer.json()
                        .put("token_endpoint_auth_signing_alg_values_supported", List.of("ES256", "PS256")));
        signIn(Client.of("signer").withAssertion(ClientAssertion.of(rsa.getPrivate(), null)));
        assertThat(assertion(Endpoint.TOKEN).getHeader().getAlgorithm().getName())
                .isEqualTo("PS256");
    }

    @Test
    void should_sign_with_a_key_in_a_store_that_names_its_certificate() throws Exception {
        Path file = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int exit = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "orders",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=orders",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertThat(exit).isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        ClientAssertion assertion = ClientAssertion.of(store, "orders", "changeit".toCharArray());
        String jwt = assertion.sign(Client.of("signer"), "https://login.acme.example", Set.of(), CLOCK.instant());
        SignedJWT signed = SignedJWT.parse(jwt);
        assertThat(signed.getHeader().getX509CertSHA256Thumbprint()).isNotNull();
        assertThat(signed.verify(new RSASSAVerifier(
                        (RSAPublicKey) store.getCertificate("orders").getPublicKey())))
                .isTrue();
        assertThatThrownBy(() -> ClientAssertion.of(store, "stock", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no private key named stock");
    }

    @Test
    void should_not_be_believed_with_another_key() {
        Client stranger =
                Client.of("signer").withAssertion(ClientAssertion.of(rsa(2048).getPrivate(), null));
        assertThatThrownBy(() -> signIn(stranger))
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContaining("does not know this application");
        assertThatThrownBy(() -> signIn(Client.of("signer"))).isInstanceOf(GrantException.Rejected.class);
    }

    @Test
    void should_say_what_is_wrong_with_a_key() throws Exception {
        assertThatThrownBy(() -> ClientAssertion.of(rsa(1024).getPrivate(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2048 bits");
        KeyPair ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertThatThrownBy(() -> ClientAssertion.of(ed.getPrivate(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EdDSA is not supported");
        assertThatThrownBy(() ->
                        ClientAssertion.pem(pem("PRIVATE KEY", ed.getPrivate().getEncoded())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a kind that is not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "CERTIFICATE"})
    void should_say_what_is_wrong_with_a_file(String label) throws Exception {
        Path file = pem(label, rsa.getPrivate().getEncoded());
        assertThatThrownBy(() -> ClientAssertion.pem(file))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("(?s).*(PKCS#8|encrypted|no private key).*")
                .hasMessageNotContainingAny(Base64.getEncoder()
                        .encodeToString(rsa.getPrivate().getEncoded())
                        .substring(40, 80));
    }

    @Test
    void should_show_no_key() {
        Client client = Client.of("signer").withAssertion(ClientAssertion.of(rsa.getPrivate(), null));
        assertThat(client).hasToString("Client[signer, confidential]");
        assertThat(client.assertion()).hasToString("private_key_jwt");
    }
}
