package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Encryption;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.IdToken;
import io.github.keytray.testkit.StandInUser;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ID tokens and userinfo that are encrypted for the client. */
class DecryptionTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String SECRET = "a secret that two know";

    private final EmbeddedProvider embedded =
            EmbeddedProvider.builder().client("desk", SECRET).start();
    private final KeyPair pair = pair("RSA", 2048);

    @AfterEach
    void stop() {
        embedded.close();
    }

    private static KeyPair pair(String kind, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Provider provider() {
        return Provider.of(embedded.issuer());
    }

    private Token signIn(Client client) throws GrantException, InterruptedException {
        return new AuthorizationCodeGrant(
                        provider(),
                        client,
                        Browser.of(StandInUser.called("alice")::open),
                        Duration.ofSeconds(20),
                        CLOCK)
                .fetchToken(TokenRequest.interactive());
    }

    private void encrypt(UnaryOperator<String> encryption) {
        embedded.misbehave(Endpoint.TOKEN, answer -> answer.idToken().ifPresent(token -> token.compact(encryption)));
    }

    private Client client() {
        return Client.of("app").withDecryptionKey(pair.getPrivate());
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, 2048, RSA-OAEP-256, A256GCM",
        "RSA, 2048, RSA-OAEP, A128CBC-HS256",
        "EC, 256, ECDH-ES, A128GCM",
        "EC, 384, ECDH-ES+A256KW, A256CBC-HS512",
    })
    void should_open_an_id_token_with_a_private_key(String kind, int size, String algorithm, String method)
            throws Exception {
        KeyPair keys = pair(kind, size);
        encrypt(Encryption.to(keys.getPublic(), algorithm, method));
        Client client = Client.of("app").withDecryptionKey(keys.getPrivate());
        Token token = signIn(client);
        assertThat(SignedJWT.parse(token.idToken()).getJWTClaimsSet().getSubject())
                .isEqualTo("sub-alice");
        assertThat(new UserInfoFetcher(provider(), client).fetchUser(token)).isEqualTo(new User("sub-alice", "alice"));
        Token renewed = new TokenEndpoint(provider(), client, CLOCK).refresh(token, Set.of());
        assertThat(SignedJWT.parse(renewed.idToken())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"dir, A128GCM", "dir, A256CBC-HS512", "A128KW, A128GCM", "A256KW, A128CBC-HS256"})
    void should_open_an_id_token_with_the_secret(String algorithm, String method) throws Exception {
        encrypt(Encryption.with(SECRET, algorithm, method));
        assertThat(signIn(Client.of("desk").withSecret(SECRET)).idToken()).isNotNull();
    }

    @Test
    void should_not_believe_what_is_inside_for_being_encrypted() {
        embedded.misbehave(
                Endpoint.TOKEN,
                answer -> answer.idToken().ifPresent(token -> {
                    token.forged();
                    token.compact(Encryption.to(pair.getPublic(), "RSA-OAEP-256", "A256GCM"));
                }));
        assertUntrusted(client(), "has a false signature");
        embedded.misbehave(
                Endpoint.TOKEN,
                answer -> answer.idToken().ifPresent(token -> {
                    token.unsigned();
                    token.compact(Encryption.to(pair.getPublic(), "RSA-OAEP-256", "A256GCM"));
                }));
        assertUntrusted(client(), "ID token");
    }

    @Test
    void should_say_which_way_is_not_supported_or_has_no_key() {
        encrypt(Encryption.to(pair.getPublic(), "RSA1_5", "A128CBC-HS256"));
        assertUntrusted(client(), "not supported (RSA1_5)");
        encrypt(Encryption.to(pair.getPublic(), "RSA-OAEP-256", "A256GCM"));
        assertUntrusted(Client.of("app"), "no key for (RSA-OAEP-256)");
        assertUntrusted(
                Client.of("app").withDecryptionKey(pair("RSA", 2048).getPrivate()),
                "not with a key of this application");
        encrypt(Encryption.with(SECRET, "dir", "A128GCM"));
        assertUntrusted(client(), "no key for (dir)");
    }

    @Test
    void should_refuse_five_parts_that_are_not_encrypted() {
        encrypt(jwt -> jwt + ".a.b");
        assertUntrusted(client(), "cannot be read");
        encrypt(jwt -> "e30..a.b.c");
        assertUntrusted(client(), "cannot be read");
    }

    private void assertUntrusted(Client client, String why) {
        assertThatThrownBy(() -> signIn(client))
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining(why);
    }

    @Test
    void should_open_userinfo_signed_or_not() throws Exception {
        Token token = signIn(client());
        UnaryOperator<String> encryption = Encryption.to(pair.getPublic(), "RSA-OAEP-256", "A256GCM");
        embedded.misbehave(Endpoint.USERINFO, answer -> {
            answer.json().put("iss", embedded.issuer());
            answer.json().put("aud", "app");
            answer.signed().compact(encryption);
        });
        UserInfoFetcher fetcher = new UserInfoFetcher(provider(), client());
        assertThat(fetcher.fetchUser(token).username()).isEqualTo("alice");
        embedded.misbehave(Endpoint.USERINFO, answer -> {
            IdToken ignored = answer.signed();
            ignored.compact(jwt -> encryption.apply("{\"sub\":\"sub-alice\",\"preferred_username\":\"al\"}"));
        });
        assertThat(fetcher.fetchUser(token).username()).isEqualTo("al");
    }
}
