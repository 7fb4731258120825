package io.github.keytray.proof;

import com.nimbusds.jose.JOSEObjectType;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.oauth.Client;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.IdToken;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.OutgoingResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with an ID token (OpenID Connect Core §3.1.3.7), and with the keys that sign it. */
final class TokenAttacks {
    private static final String STRANGER = "https://stranger.example";

    private final ProviderTrials trials = new ProviderTrials();

    List<Attack> list() {
        claims();
        demands();
        signatures();
        keys();
        return trials.list();
    }

    private void claims() {
        trials.claims("ID token: another issuer", put("iss", STRANGER), claims -> {});
        trials.claims("ID token: no issuer", remove("iss"), claims -> {});
        trials.claims("ID token: another audience", put("aud", "stranger"), put("aud", List.of("app")));
        trials.claims("ID token: no audience", remove("aud"), claims -> {});
        trials.claims(
                "ID token: several audiences, none of them ours",
                put("aud", List.of("other", "another")),
                put("aud", List.of("app", "other")));
        trials.claims(
                "ID token: several audiences, issued to another",
                claims -> claims.putAll(Map.of("aud", List.of("app", "other"), "azp", "other")),
                claims -> claims.putAll(Map.of("aud", List.of("app", "other"), "azp", "app")));
        trials.claims("ID token: issued to another application", put("azp", "stranger"), put("azp", "app"));
        trials.claims("ID token: no subject", remove("sub"), claims -> {});
        trials.claims("ID token: an empty subject", put("sub", " "), claims -> {});
        trials.claims("ID token: a number for a subject", put("sub", 7), claims -> {});
        trials.claims("ID token: a subject of 10,000 letters", put("sub", "x".repeat(10_000)), claims -> {});
        trials.claims("ID token: a subject with a line break", put("sub", "sub-\nalice"), claims -> {});
        trials.claims("ID token: no time of issue", remove("iat"), claims -> {});
        trials.claims("ID token: issued in two hours", shift("iat", 7_200), shift("iat", 30));
        trials.claims("ID token: no end", remove("exp"), claims -> {});
        trials.claims("ID token: ended an hour ago", shift("exp", -3_900), shift("exp", -330));
        trials.claims("ID token: ends before it was issued", shift("exp", -8_000), claims -> {});
        trials.claims("ID token: another attempt's nonce", put("nonce", "stranger"), claims -> {});
        trials.claims("ID token: no nonce", remove("nonce"), claims -> {});
        trials.claims(
                "ID token: another access token's hash", put("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"), remove("at_hash"));
        trials.idToken(
                "ID token: two values for one claim",
                token -> token.payload(json -> "{\"sub\":\"sub-bob\"," + json.substring(1)),
                token -> token.payload(json -> "{\"extra\":1," + json.substring(1)));
        trials.idToken(
                "ID token: claims nested 100,000 deep",
                token -> token.payload(json -> deep(100_000, json)),
                token -> token.payload(json -> deep(50, json)));
    }

    /** What an application may ask of a sign-in, and a provider may leave undone. */
    private void demands() {
        Client recent = Client.of("app").withParameter("max_age", "600");
        demand(
                "ID token: a sign-in longer ago than asked for",
                recent,
                shift("auth_time", -700),
                shift("auth_time", -500));
        demand("ID token: no time of a sign-in that must be recent", recent, remove("auth_time"), claims -> {});
        Client strong = Client.of("app")
                .withParameter(
                        "claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"gold\",\"silver\"]}}}");
        demand("ID token: a weaker acr than the essential ones", strong, put("acr", "bronze"), put("acr", "silver"));
        demand("ID token: no acr where it is essential", strong, remove("acr"), put("acr", "gold"));
        demand("ID token: every acr at once", strong, put("acr", List.of("gold", "silver")), put("acr", "gold"));
        demand("ID token: both acr in one", strong, put("acr", "gold silver"), put("acr", "gold"));
    }

    private void demand(
            String name, Client client, Consumer<Map<String, Object>> hostile, Consumer<Map<String, Object>> honest) {
        ProviderTrials.Act act = (scene, conduct) -> {
            scene.embedded.misbehave(conduct);
            return scene.user(scene.signIn(client));
        };
        trials.add(
                name,
                ProviderTrials.refused(act, ProviderTrials.inIdToken(token -> hostile.accept(token.claims()))),
                ProviderTrials.passed(act, ProviderTrials.inIdToken(token -> honest.accept(token.claims()))));
    }

    private void signatures() {
        trials.idToken("signature: none, and says so", IdToken::unsigned, token -> {});
        trials.idToken(
                "signature: cut off",
                token -> token.compact(jwt -> jwt.substring(0, jwt.lastIndexOf('.') + 1)),
                token -> {});
        trials.idToken("signature: of zeros", token -> token.compact(TokenAttacks::zeros), token -> {});
        trials.idToken("signature: of other claims", token -> token.compact(TokenAttacks::otherClaims), token -> {});
        trials.idToken("signature: by a stranger", IdToken::forged, token -> {});
        trials.idToken("signature: by a stranger who encloses the key", IdToken::forgedWithItsKey, token -> {});
        trials.idToken("signature: HS256 with the public key", IdToken::signedWithThePublicKey, token -> {});
        trials.idToken(
                "signature: an extension that must be understood",
                token -> token.header(
                        header -> header.criticalParams(Set.of("exp")).customParam("exp", 1)),
                token -> token.header(header -> header.type(JOSEObjectType.JWT)));
        trials.idToken(
                "ID token: five parts, as if encrypted", token -> token.compact(jwt -> jwt + ".a.b"), token -> {});
        trials.signIn(
                "signature: in a way that the provider says it does not use", announced("RS256"), announced("ES256"));
        for (String algorithm :
                List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES384", "ES512", "EdDSA")) {
            UnaryOperator<EmbeddedProviderBuilder> setup = provider -> provider.signsWith(algorithm);
            trials.add(
                    "signature: false " + algorithm,
                    ProviderTrials.refused(ProviderTrials::signIn, Misbehaviour.BAD_SIGNATURE, setup),
                    ProviderTrials.passed(ProviderTrials::signIn, answer -> {}, setup));
        }
    }

    private void keys() {
        trials.signIn(
                "keys: of a stranger, under an algorithm that is none",
                answer -> {
                    key(Map.of("alg", "EC")).accept(answer);
                    Misbehaviour.BAD_SIGNATURE.accept(answer);
                },
                key(Map.of("alg", "EC")));
        trials.signIn(
                "keys: broken certificates and no use, and a false signature",
                answer -> {
                    key(Map.of("use", "", "x5c", List.of("?"))).accept(answer);
                    Misbehaviour.BAD_SIGNATURE.accept(answer);
                },
                key(Map.of("use", "", "x5c", List.of("?"))));
        trials.signIn("keys: for encryption", key(Map.of("use", "enc")), key(Map.of("use", "sig")));
        trials.signIn("keys: for another algorithm", key(Map.of("alg", "ES512")), key(Map.of("alg", "ES256")));
        trials.signIn("keys: none", keys(keys -> List.of()));
        trials.signIn(
                "keys: only of kinds nobody knows",
                keys(keys -> List.of(Map.of("kty", "OKP", "crv", "new", "x", "AA"), Map.of("kty", "new"))),
                keys(keys -> List.of(
                        Map.of("kty", "OKP", "crv", "new", "x", "AA"),
                        Map.of("kty", "new"),
                        Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AA"),
                        keys.get(0))));
        trials.signIn("keys: one that nobody lists", inHeader("stranger"), answer -> {});
        trials.signIn(
                "keys: several, none named, none right",
                answer -> {
                    inHeader(null).accept(answer);
                    Misbehaviour.BAD_SIGNATURE.accept(answer);
                },
                answer -> {
                    inHeader(null).accept(answer);
                    keys(keys -> List.of(without("kid", keys.get(0)), keys.get(0)))
                            .accept(answer);
                });
        trials.add(
                "keys: twenty tokens with unknown keys",
                TokenAttacks::unknownKeys,
                ProviderTrials.passed(TokenAttacks::rotated, answer -> {}));
        trials.add(
                "keys: changed while somebody signs in",
                ProviderTrials.refused(TokenAttacks::rotated, Misbehaviour.BAD_SIGNATURE),
                ProviderTrials.passed(TokenAttacks::rotatedMeanwhile, answer -> {}));
    }

    /** The provider changes its key between two sign-ins. */
    private static User rotated(AttackScene scene, Consumer<? super OutgoingResponse> conduct)
            throws GrantException, InterruptedException {
        scene.signIn();
        scene.embedded.rotateKeys();
        return ProviderTrials.signIn(scene, conduct);
    }

    /** The provider changes its key after the application has fetched it, and before it issues the token. */
    private static User rotatedMeanwhile(AttackScene scene, Consumer<? super OutgoingResponse> conduct)
            throws GrantException, InterruptedException {
        Token token = scene.signIn();
        scene.embedded.misbehaveOnce(Endpoint.TOKEN, answer -> {});
        scene.embedded.rotateKeys();
        scene.refresh(token);
        return ProviderTrials.signIn(scene, conduct);
    }

    private static String unknownKeys() throws InterruptedException {
        try (AttackScene scene = AttackScene.honest(ProviderTrials.provider())) {
            Token token = scene.signIn();
            scene.embedded.misbehave(Misbehaviour.UNKNOWN_KEY_ID);
            int refused = 0;
            for (int i = 0; i < 20; i++) {
                try {
                    scene.refresh(token);
                } catch (GrantException.Untrusted | GrantException.Rejected refusal) {
                    refused++;
                }
            }
            int fetches = scene.embedded.requests(Endpoint.JWKS).size();
            if (refused < 20 || fetches > 5) throw new AssertionError(refused + " refused, " + fetches + " fetches");
            return refused + " refused, the keys were fetched " + fetches + " times";
        } catch (GrantException e) {
            throw new AssertionError("The honest sign-in failed", e);
        }
    }

    private static Consumer<Map<String, Object>> put(String name, Object value) {
        return claims -> claims.put(name, value);
    }

    private static Consumer<Map<String, Object>> remove(String name) {
        return claims -> claims.remove(name);
    }

    private static Consumer<Map<String, Object>> shift(String name, long seconds) {
        return claims -> claims.computeIfPresent(name, (claim, time) -> ((Number) time).longValue() + seconds);
    }

    private static Consumer<OutgoingResponse> inHeader(@Nullable String keyId) {
        return ProviderTrials.inIdToken(token -> token.header(header -> header.keyID(keyId)));
    }

    private static Consumer<OutgoingResponse> announced(String algorithm) {
        return answer -> answer.json()
                .computeIfPresent("id_token_signing_alg_values_supported", (name, old) -> List.of(algorithm));
    }

    private static Consumer<OutgoingResponse> key(Map<String, Object> change) {
        return keys(keys -> {
            Map<String, Object> changed = new HashMap<>(keys.get(0));
            changed.putAll(change);
            return List.of(changed);
        });
    }

    @SuppressWarnings("unchecked")
    private static Consumer<OutgoingResponse> keys(UnaryOperator<List<Map<String, Object>>> change) {
        return answer -> {
            if (answer.endpoint() != Endpoint.JWKS) return;
            List<Map<String, Object>> keys =
                    (List<Map<String, Object>>) answer.json().get("keys");
            if (keys != null) answer.json().put("keys", change.apply(new ArrayList<>(keys)));
        };
    }

    private static Map<String, Object> without(String member, Map<String, Object> key) {
        Map<String, Object> changed = new HashMap<>(key);
        changed.remove(member);
        return changed;
    }

    private static String deep(int depth, String json) {
        return "{\"deep\":" + "[".repeat(depth) + "]".repeat(depth) + "," + json.substring(1);
    }

    /** The signature that some verifiers took for every message (CVE-2022-21449). */
    private static String zeros(String jwt) {
        return jwt.substring(0, jwt.lastIndexOf('.') + 1) + "A".repeat(86);
    }

    private static String otherClaims(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        return parts[0] + "." + parts[1].substring(0, parts[1].length() - 4) + "AAAA." + parts[2];
    }
}
