package io.github.keytray.proof;

import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.UserInfoFetcher;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.Encryption;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.IdToken;
import io.github.keytray.testkit.OutgoingResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A confidential client takes its own secret for a key (OpenID Connect Core §10.1): that, and nothing else. */
final class SecretAttacks {
    private static final String SECRET = "a secret that the provider shares with one client";

    private static final List<String> ANNOUNCED = List.of("RS256", "ES256", "HS256", "HS384", "HS512");

    private final ProviderTrials trials = new ProviderTrials();

    List<Attack> list() {
        idToken("secret: HS256 with the public key", IdToken::signedWithThePublicKey, "HS256");
        for (String algorithm : List.of("HS256", "HS384", "HS512")) {
            idToken(
                    "secret: " + algorithm + " with another secret",
                    token -> token.signedWithSecret(algorithm, "guess"),
                    algorithm);
        }
        idToken("secret: HS256 with the client's id", token -> token.signedWithSecret("HS256", "desk"), "HS256");
        idToken("secret: no signature", IdToken::unsigned, "HS512");
        Client app = Client.of("app");
        trials.add(
                "secret: of a client that has none",
                ProviderTrials.refused(
                        as(app),
                        ProviderTrials.inIdToken(token -> token.signedWithSecret("HS256", SECRET)),
                        SecretAttacks::setUp),
                ProviderTrials.passed(as(app), answer -> {}, SecretAttacks::setUp));
        encryption();
        return trials.list();
    }

    /** Everybody can encrypt for a client: what is inside must prove itself. */
    private void encryption() {
        KeyPair pair = pair();
        UnaryOperator<String> encrypted = Encryption.to(pair.getPublic(), "RSA-OAEP-256", "A256GCM");
        Client reader = Client.of("app").withDecryptionKey(pair.getPrivate());
        Consumer<OutgoingResponse> honest = ProviderTrials.inIdToken(token -> token.compact(encrypted));
        trials.add(
                "encryption: around a token signed by a stranger",
                ProviderTrials.refused(as(reader), ProviderTrials.inIdToken(token -> {
                    token.forged();
                    token.compact(encrypted);
                })),
                ProviderTrials.passed(as(reader), honest));
        trials.add(
                "encryption: around a token that nobody signed",
                ProviderTrials.refused(as(reader), ProviderTrials.inIdToken(token -> {
                    token.unsigned();
                    token.compact(encrypted);
                })),
                ProviderTrials.passed(as(reader), honest));
        trials.add(
                "encryption: around claims alone",
                ProviderTrials.refused(
                        as(reader),
                        ProviderTrials.inIdToken(token ->
                                token.compact(jwt -> encrypted.apply("{\"sub\":\"sub-alice\",\"aud\":\"app\"}")))),
                ProviderTrials.passed(as(reader), honest));
        trials.add(
                "encryption: in layers",
                ProviderTrials.refused(
                        as(reader),
                        ProviderTrials.inIdToken(token -> token.compact(jwt -> encrypted.apply(encrypted.apply(jwt))))),
                ProviderTrials.passed(as(reader), honest));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }

    private void idToken(String name, Consumer<IdToken> hostile, String honest) {
        Client desk = Client.of("desk").withSecret(SECRET);
        Consumer<OutgoingResponse> twin = ProviderTrials.inIdToken(token -> token.signedWithSecret(honest, SECRET));
        trials.add(
                name,
                ProviderTrials.refused(as(desk), ProviderTrials.inIdToken(hostile), SecretAttacks::setUp),
                ProviderTrials.passed(as(desk), twin, SecretAttacks::setUp));
    }

    private static ProviderTrials.Act as(Client client) {
        return (scene, conduct) -> {
            scene.embedded.misbehave(answer -> {
                if (answer.endpoint() == Endpoint.DISCOVERY)
                    answer.json().put("id_token_signing_alg_values_supported", ANNOUNCED);
                conduct.accept(answer);
            });
            return new UserInfoFetcher(scene.provider(), client).fetchUser(scene.signIn(client));
        };
    }

    private static EmbeddedProviderBuilder setUp(EmbeddedProviderBuilder provider) {
        return provider.client("desk", SECRET);
    }
}
