package io.github.keytray.proof;

import com.google.gson.Gson;
import com.nimbusds.jose.jwk.JWK;
import io.github.keytray.User;
import io.github.keytray.proof.TokenHistory.Access;
import io.github.keytray.proof.TokenHistory.Family;
import io.github.keytray.proof.TokenHistory.Issued;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A model of an OpenID provider, which watches what it is sent. */
final class ModelProvider {
    static final String ISSUER = "https://login.acme.example";
    static final String RESOURCE = "https://api.acme.example";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Gson GSON = new Gson();

    /** What it does with refresh tokens. */
    enum Kind {
        NO_ROTATION,
        ROTATION,
        ROTATION_ENDS_FAMILY,
        ROTATION_WITH_GRACE,
        NARROWS_SCOPES,
        NO_REFRESH_TOKEN
    }

    /** An answer, and the refresh token that it brings. */
    record Answer(int status, String body, @Nullable Issued issued) {}

    private record Code(User person, Set<String> scopes, String nonce) {}

    private final World world;
    private final Kind kind;
    private final TokenHistory history;
    private final Map<String, Code> codes = new HashMap<>();
    private int number;
    boolean keysDown;

    ModelProvider(World world, Kind kind) {
        this.world = world;
        this.kind = kind;
        this.history = new TokenHistory(world, kind);
    }

    Kind kind() {
        return kind;
    }

    TokenHistory history() {
        return history;
    }

    static String what(URI uri, String form) {
        String path = uri.getPath().substring(1);
        if (path.startsWith(".well-known")) return "metadata";
        if (!path.equals("token")) return path;
        return form.contains("grant_type=refresh_token") ? "refresh" : "code";
    }

    private static Map<String, String> parse(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** What is secret in a form. */
    static String secret(String form) {
        Map<String, String> fields = parse(form);
        return fields.getOrDefault("refresh_token", fields.getOrDefault("code", ""));
    }

    synchronized String authorize(User person, Set<String> scopes, String nonce) {
        String code = secret("code", person);
        codes.put(code, new Code(person, scopes, nonce));
        return code;
    }

    synchronized Answer answer(ModelProcess process, HttpRequest request, String form) {
        switch (what(request.uri(), form)) {
            case "metadata" -> {
                return ok(Map.of(
                        "issuer", ISSUER,
                        "authorization_endpoint", ISSUER + "/authorize",
                        "token_endpoint", ISSUER + "/token",
                        "userinfo_endpoint", ISSUER + "/userinfo",
                        "jwks_uri", ISSUER + "/keys",
                        "revocation_endpoint", ISSUER + "/revoke",
                        "token_endpoint_auth_methods_supported", new String[] {"none"}));
            }
            case "keys" -> {
                if (keysDown) return new Answer(503, "", null);
                return ok(Map.of(
                        "keys", new Object[] {ModelIdToken.KEY.toPublicJWK().toJSONObject()}));
            }
            case "userinfo" -> {
                String bearer =
                        request.headers().firstValue("Authorization").orElse("").replace("Bearer ", "");
                Access access = history.access(bearer);
                if (access == null || !world.now().isBefore(access.end())) return new Answer(401, "", null);
                return ok(Map.of(
                        "sub",
                        access.person().id(),
                        "preferred_username",
                        access.person().username()));
            }
            case "refresh" -> {
                return refresh(process, parse(form));
            }
            case "code" -> {
                Code code = codes.remove(parse(form).getOrDefault("code", ""));
                return code == null ? refusal() : issue(new Family(code.person, code.scopes), code.scopes, code.nonce);
            }
            case "revoke" -> {
                Issued issued = history.issued(parse(form).getOrDefault("token", ""));
                if (issued != null) issued.family.ended = true;
                return new Answer(200, "", null);
            }
            default -> throw new AssertionError(request.uri());
        }
    }

    private Answer refresh(ModelProcess process, Map<String, String> form) {
        Issued issued = history.issued(form.getOrDefault("refresh_token", ""));
        if (issued == null) return refusal();
        history.watch(process, issued);
        if (!RESOURCE.equals(form.get("resource"))) world.violated("a refresh asks for less than the sign-in did");
        boolean used = issued.successor != null;
        boolean graceful = kind == Kind.ROTATION_WITH_GRACE
                && world.now().isBefore(issued.usedAt.plus(used ? GRACE : Duration.ZERO));
        if (used && !graceful && kind != Kind.ROTATION) issued.family.ended = true;
        if (issued.family.ended || (used && !graceful)) {
            history.refused(process, issued);
            return refusal();
        }
        Set<String> asked = form.containsKey("scope")
                ? new TreeSet<>(Arrays.asList(form.get("scope").split(" ")))
                : issued.family.scopes;
        boolean narrow = kind == Kind.NARROWS_SCOPES;
        return renewed(issued, narrow ? asked : issued.family.scopes);
    }

    private Answer renewed(Issued issued, Set<String> scopes) {
        boolean rotates = kind.name().startsWith("ROTATION");
        Map<String, Object> json = access(issued.family, scopes, null);
        if (!rotates) return ok(json);
        Issued next = issued.successor;
        if (next == null) {
            next = fresh(issued.family);
            issued.successor = next;
            issued.usedAt = world.now();
        }
        json.put("refresh_token", next.value);
        return new Answer(200, GSON.toJson(json), next);
    }

    private Answer issue(Family family, Set<String> scopes, String nonce) {
        Map<String, Object> json = access(family, scopes, nonce);
        if (kind == Kind.NO_REFRESH_TOKEN) return ok(json);
        history.begin(family);
        Issued issued = fresh(family);
        json.put("refresh_token", issued.value);
        return new Answer(200, GSON.toJson(json), issued);
    }

    private Issued fresh(Family family) {
        Issued issued = new Issued(secret("rt", family.person), family);
        history.add(issued);
        return issued;
    }

    private Map<String, Object> access(Family family, Set<String> scopes, @Nullable String nonce) {
        String token = secret("at", family.person);
        history.put(token, new Access(family.person, scopes, world.now().plus(LIFE), false));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("access_token", token);
        json.put("token_type", "Bearer");
        json.put("expires_in", LIFE.toSeconds());
        json.put("scope", String.join(" ", scopes));
        json.put("id_token", ModelIdToken.of(family.person, world.now(), nonce, null, ModelIdToken.KEY));
        return json;
    }

    /** The answer with an ID token that must not be accepted. */
    synchronized Answer spoilt(Fault fault, Answer answer) {
        @SuppressWarnings("unchecked")
        Map<String, Object> json = GSON.fromJson(answer.body(), Map.class);
        String token = String.valueOf(json.get("access_token"));
        Access access = history.access(token);
        if (access == null) return answer;
        history.put(token, new Access(access.person(), access.scopes(), access.end(), true));
        User person = fault == Fault.OTHER_SUBJECT ? new User("sub-mallory", "mallory") : access.person();
        JWK key = fault == Fault.FORGED_ID_TOKEN ? ModelIdToken.STRANGER : ModelIdToken.KEY;
        String hash = fault == Fault.WRONG_HASH ? "AAAAAAAAAAAAAAAAAAAAAA" : null;
        json.put("id_token", ModelIdToken.of(person, world.now(), null, hash, key));
        json.put("expires_in", LIFE.toSeconds());
        return new Answer(200, GSON.toJson(json), answer.issued());
    }

    synchronized void received(ModelProcess process, Answer answer) {
        history.received(process, answer.issued());
    }

    /** Somebody refuses a refresh token by an answer of their own. */
    synchronized void refuse(ModelProcess process, String form) {
        Issued issued = history.issued(secret(form));
        if (issued == null) return;
        history.watch(process, issued);
        history.refused(process, issued);
        issued.family.ended = true;
    }

    private String secret(String what, User person) {
        String secret = what + "-" + person.username() + "-" + number++ + "-secretsecretsecretsecret";
        world.keepSecret(secret);
        return secret;
    }

    private static Answer refusal() {
        return new Answer(400, "{\"error\":\"invalid_grant\"}", null);
    }

    private static Answer ok(Map<String, ?> json) {
        return new Answer(200, GSON.toJson(json), null);
    }
}
