package io.github.keytray.proof;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.oauth.Browser;
import io.github.keytray.testkit.EchoingError;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.IdToken;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.OutgoingResponse;
import io.github.keytray.testkit.StandInUser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a provider can do in its metadata, its answers and its redirects; all but ID tokens. */
final class ProviderAttacks {
    private static final String STRANGER = "https://stranger.example";

    private final ProviderTrials trials = new ProviderTrials();

    List<Attack> list() {
        discovery();
        answers();
        redirects();
        userinfo();
        renewal();
        return trials.list();
    }

    private void discovery() {
        for (Map.Entry<String, UnaryOperator<String>> difference : Map.<String, UnaryOperator<String>>of(
                        "a slash more", issuer -> issuer + "/",
                        "one letter in upper case", issuer -> issuer.replace("http", "Http"),
                        "another host", issuer -> STRANGER)
                .entrySet()) {
            trials.signIn("discovery: issuer with " + difference.getKey(), discovery("issuer", difference.getValue()));
        }
        trials.signIn(
                "discovery: no issuer",
                at(Endpoint.DISCOVERY, answer -> answer.json().remove("issuer")));
        trials.signIn(
                "discovery: a token endpoint without TLS elsewhere",
                discovery("token_endpoint", uri -> "http://stranger.example/token"),
                discovery("token_endpoint", uri -> uri.replace("127.0.0.1", "localhost")));
        trials.signIn(
                "discovery: an authorization endpoint that is a script",
                discovery("authorization_endpoint", uri -> "javascript:alert(1)"));
        trials.signIn(
                "discovery: a token endpoint with a password in it",
                discovery("token_endpoint", uri -> uri.replace("http://", "http://user:pw@")));
        for (String optional : List.of("userinfo_endpoint", "revocation_endpoint", "end_session_endpoint")) {
            trials.ignored(
                    "discovery: a hostile " + optional,
                    discovery(optional, uri -> "http://stranger.example/"),
                    discovery(optional, uri -> ""));
        }
        trials.signIn(
                "discovery: keys without TLS elsewhere", discovery("jwks_uri", uri -> "http://stranger.example/keys"));
        trials.signIn(
                "discovery: no token endpoint",
                at(Endpoint.DISCOVERY, answer -> answer.json().remove("token_endpoint")));
    }

    private void answers() {
        for (Endpoint endpoint : new Endpoint[] {Endpoint.DISCOVERY, Endpoint.TOKEN, Endpoint.USERINFO}) {
            String where = endpoint.name().toLowerCase(Locale.ROOT) + " answer: ";
            attack(
                    endpoint,
                    where + "larger than a megabyte",
                    at(endpoint, padded(2_000_000)),
                    at(endpoint, padded(500_000)));
            attack(endpoint, where + "nested 100,000 deep", at(endpoint, nested(100_000)), at(endpoint, nested(50)));
            attack(endpoint, where + "truncated", at(endpoint, Misbehaviour.TRUNCATED));
            attack(endpoint, where + "no end", at(endpoint, answer -> answer.drip(Duration.ofMillis(100))));
            attack(
                    endpoint,
                    where + "never",
                    at(endpoint, Misbehaviour.SLOW),
                    at(endpoint, answer -> answer.delay(Duration.ofMillis(50))));
            attack(endpoint, where + "HTML", at(endpoint, Misbehaviour.HTML));
            attack(endpoint, where + "an array", at(endpoint, answer -> answer.body(json -> "[" + json + "]")));
            attack(
                    endpoint,
                    where + "almost JSON",
                    at(endpoint, answer -> answer.body(json -> json.replace('"', '\''))));
            attack(
                    endpoint,
                    where + "two values for one member",
                    at(endpoint, answer -> answer.body(json -> "{" + repeated(endpoint) + "," + json.substring(1))),
                    at(endpoint, answer -> answer.body(json -> "{\"extra\":1," + json.substring(1))));
            attack(
                    endpoint,
                    where + "a redirect to somebody else",
                    at(endpoint, answer -> answer.status(307).header("Location", STRANGER)));
        }
        trials.signIn(
                "token answer: a token of an unknown kind", token("token_type", "mac"), token("token_type", "bearer"));
        trials.signIn("token answer: a line break in the access token", token("access_token", "at\r\nX-Injected: yes"));
        trials.signIn("token answer: an error, and 200", at(Endpoint.TOKEN, Misbehaviour.ERROR_WITH_200));
        trials.signIn("token answer: no ID token", at(Endpoint.TOKEN, Misbehaviour.NO_ID_TOKEN));
    }

    /** A bad answer of userinfo does not keep a user out whom the ID token names, and is not believed. */
    private void attack(Endpoint endpoint, String name, Consumer<OutgoingResponse> hostile) {
        attack(endpoint, name, hostile, answer -> {});
    }

    private void attack(
            Endpoint endpoint, String name, Consumer<OutgoingResponse> hostile, Consumer<OutgoingResponse> honest) {
        if (endpoint == Endpoint.USERINFO) trials.ignored(name, hostile, honest);
        else trials.signIn(name, hostile, honest);
    }

    private void redirects() {
        trials.signIn("redirect: the issuer of another provider", Misbehaviour.WRONG_ISSUER_IN_REDIRECT);
        trials.signIn("redirect: no issuer, though one was promised", Misbehaviour.NO_ISSUER_IN_REDIRECT, answer -> {
            answer.json().remove("authorization_response_iss_parameter_supported");
            Misbehaviour.NO_ISSUER_IN_REDIRECT.accept(answer);
        });
        trials.signIn("redirect: the state of another attempt", Misbehaviour.WRONG_STATE);
        trials.signIn("redirect: no state", answer -> answer.redirect().remove("state"));
        trials.signIn("redirect: an error, and no state", answer -> {
            if (answer.redirect().remove("code") != null) answer.redirect().put("error", "access_denied");
            answer.redirect().remove("state");
        });
        trials.add(
                "redirect: a reason that is a script",
                () -> shown("<img src=x onerror=alert(1)>", "&lt;img"),
                () -> shown("Verify your email", "Verify your email"));
        trials.signIn("redirect: no code", answer -> answer.redirect().remove("code"));
        trials.signIn(
                "redirect: somebody else's code", answer -> answer.redirect().replace("code", "code-of-mallory"));
        trials.signIn("redirect: an answer and an error", answer -> {
            if (answer.redirect().containsKey("code")) answer.redirect().put("error", "server_error");
        });
    }

    private void userinfo() {
        trials.signIn("userinfo: another person", at(Endpoint.USERINFO, Misbehaviour.OTHER_SUB_IN_USERINFO));
        trials.add(
                "userinfo: a name, but not whose",
                ProviderTrials.passed(ProviderTrials::signIn, at(Endpoint.USERINFO, answer -> {
                    answer.json().clear();
                    answer.json().put("preferred_username", "mallory");
                })),
                ProviderTrials.passed(ProviderTrials::signIn, answer -> {}));
        trials.signIn(
                "userinfo: signed by a stranger",
                at(Endpoint.USERINFO, signed(IdToken::forged)),
                at(Endpoint.USERINFO, signed(token -> {})));
        trials.signIn(
                "userinfo: signed for another application",
                at(Endpoint.USERINFO, signed(token -> token.claims().put("aud", "stranger"))),
                at(Endpoint.USERINFO, signed(token -> token.claims().put("aud", List.of("other", "app")))));
        ignored("userinfo: not signed, and says so", signed(token -> {
            token.claims().put("preferred_username", "mallory");
            token.unsigned();
        }));
        ignored("userinfo: access refused, with a name", answer -> {
            answer.json().put("preferred_username", "mallory");
            answer.status(403);
        });
        ignored("userinfo: a name in nested claims, but not whose", answer -> {
            answer.json().clear();
            answer.json().put("attributes", Map.of("preferred_username", "mallory"));
        });
        trials.signIn("userinfo: another person in nested claims", at(Endpoint.USERINFO, answer -> {
            answer.json().clear();
            answer.json().put("attributes", Map.of("sub", "sub-bob"));
        }));
    }

    private void ignored(String name, Consumer<OutgoingResponse> hostile) {
        trials.ignored(name, at(Endpoint.USERINFO, hostile), answer -> {});
    }

    private void renewal() {
        trials.refresh("renewal: for another person", claim("sub", "sub-bob"));
        trials.refresh("renewal: by another issuer", claim("iss", STRANGER));
        trials.refresh("renewal: for another application", claim("aud", "stranger"));
        trials.refresh("renewal: with a false signature", Misbehaviour.BAD_SIGNATURE);
        trials.refresh("renewal: with another access token's hash", Misbehaviour.WRONG_ACCESS_TOKEN_HASH);
        trials.refresh(
                "renewal: a redirect",
                at(Endpoint.TOKEN, answer -> answer.status(302).header("Location", STRANGER)));
        trials.add(
                "renewal: a refusal that repeats the refresh token",
                () -> repeated(new EchoingError(401, "invalid_token")),
                () -> repeated(at(Endpoint.TOKEN, Misbehaviour.INVALID_GRANT)));
        trials.add(
                "renewal: endpoints somewhere else, and nobody says so",
                () -> otherHosts(uri -> uri.replace("127.0.0.1", "localhost"), "[localhost]"),
                () -> otherHosts(uri -> uri, "[]"));
    }

    /** What the browser shows of a denial that has a reason. */
    private static String shown(String reason, String text) throws Exception {
        try (AttackScene scene = AttackScene.honest(ProviderTrials.provider())) {
            scene.embedded.misbehave(answer -> {
                if (answer.redirect().remove("code") == null) return;
                answer.redirect().put("error", "access_denied");
                answer.redirect().put("error_description", reason);
            });
            StandInUser alice = StandInUser.called("alice");
            try {
                throw new AssertionError("It was believed: " + scene.signIn(Browser.of(alice::open)));
            } catch (GrantException denied) {
                String page = alice.lastPage().get(10, TimeUnit.SECONDS);
                if (!page.contains(text) || page.contains("<img")) throw new AssertionError(page);
                return "shown as text";
            }
        }
    }

    /** What is told of a refusal to renew. */
    private static String repeated(Consumer<? super OutgoingResponse> conduct)
            throws GrantException, InterruptedException {
        try (AttackScene scene = AttackScene.honest(ProviderTrials.provider())) {
            Token token = scene.signIn();
            scene.embedded.misbehave(Endpoint.TOKEN, conduct);
            try {
                throw new AssertionError("It was believed: " + scene.refresh(token));
            } catch (GrantException.Rejected refusal) {
                String told = refusal.getMessage() + refusal.description() + refusal.uri();
                if (told.contains(String.valueOf(token.refreshToken()))) throw new AssertionError(told);
                return refusal.getMessage();
            }
        }
    }

    private static String otherHosts(UnaryOperator<String> move, String told)
            throws GrantException, InterruptedException {
        try (AttackScene scene = AttackScene.honest(ProviderTrials.provider())) {
            scene.embedded.misbehave(discovery("token_endpoint", move));
            String hosts = scene.provider().metadata().otherHosts().toString();
            if (!hosts.equals(told)) throw new AssertionError(hosts);
            return "told: " + hosts;
        }
    }

    private static Consumer<OutgoingResponse> at(Endpoint endpoint, Consumer<? super OutgoingResponse> change) {
        return answer -> {
            if (answer.endpoint() == endpoint) change.accept(answer);
        };
    }

    private static Consumer<OutgoingResponse> discovery(String member, UnaryOperator<String> change) {
        return at(
                Endpoint.DISCOVERY,
                answer -> answer.json().computeIfPresent(member, (name, value) -> change.apply(value.toString())));
    }

    private static Consumer<OutgoingResponse> token(String member, String value) {
        return at(Endpoint.TOKEN, answer -> answer.json().put(member, value));
    }

    private static Consumer<OutgoingResponse> claim(String name, Object value) {
        return ProviderTrials.inIdToken(token -> token.claims().put(name, value));
    }

    private static Consumer<OutgoingResponse> padded(int bytes) {
        return answer -> answer.json().put("padding", "x".repeat(bytes));
    }

    private static Consumer<OutgoingResponse> nested(int depth) {
        return answer ->
                answer.body(json -> "{\"deep\":" + "[".repeat(depth) + "]".repeat(depth) + "," + json.substring(1));
    }

    private static String repeated(Endpoint endpoint) {
        return switch (endpoint) {
            case DISCOVERY -> "\"token_endpoint\":\"" + STRANGER + "\"";
            case TOKEN -> "\"access_token\":\"at-of-mallory\"";
            default -> "\"sub\":\"sub-bob\"";
        };
    }

    private static Consumer<OutgoingResponse> signed(Consumer<IdToken> change) {
        return answer -> {
            URI issuer = answer.request().uri();
            answer.json().put("aud", "app");
            answer.json().put("iss", "http://" + answer.request().header("Host").orElse(issuer.toString()));
            change.accept(answer.signed());
        };
    }
}
