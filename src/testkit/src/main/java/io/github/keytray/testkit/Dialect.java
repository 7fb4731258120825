package io.github.keytray.testkit;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What real providers answer, by provider and version: not wrong of them, or not on purpose, and often not what the
 * specifications let one expect. As a {@link Misbehaviour}, each changes an answer.
 */
public enum Dialect implements Consumer<OutgoingResponse> {
    /** A public client may not revoke, and gets an empty 401 for it. */
    SPRING_1_PUBLIC_CLIENT_REVOKES(answer -> {
        if (answer.endpoint() == Endpoint.REVOCATION) answer.instead(401, "text/plain", "");
    }),
    /** A client that it does not know. */
    SPRING_1_UNKNOWN_CLIENT(answer -> {
        Endpoint endpoint = answer.endpoint();
        if (endpoint == Endpoint.TOKEN || endpoint == Endpoint.DEVICE_AUTHORIZATION) {
            answer.instead(401, "text/plain", "");
        }
    }),
    /** Public clients get no refresh token, though {@code scope} lists {@code offline_access}. */
    SPRING_1_PUBLIC_CLIENT(answer -> {
        if (answer.endpoint() == Endpoint.TOKEN) answer.json().remove("refresh_token");
    }),
    /** Every error has Spring's own body. */
    CAS_6_REFUSES(answer -> {
        if (answer.endpoint() != Endpoint.TOKEN) return;
        answer.instead(
                401,
                "application/json",
                "{\"timestamp\":\"2026-11-29T09:00:00.000+00:00\",\"status\":401,\"error\":\"Unauthorized\","
                        + "\"path\":\"/cas/oidc/token\"}");
    }),
    CAS_6_END_SESSION_BY_GET(answer -> {
        boolean posted = answer.request().method().equals("POST");
        if (answer.endpoint() == Endpoint.END_SESSION && posted) answer.instead(405, "text/html", "<h1>405</h1>");
    }),
    /** A token that is gone is an error. */
    BETTER_AUTH_1_REVOKES_WHAT_IS_GONE(answer -> {
        if (answer.endpoint() != Endpoint.REVOCATION) return;
        answer.instead(
                400, "application/json", "{\"error\":\"invalid_request\",\"error_description\":\"token not found\"}");
    }),
    /** The device answer says neither how long the code lives nor how often to ask. */
    MITREID_1_DEVICE(answer -> {
        if (answer.endpoint() != Endpoint.DEVICE_AUTHORIZATION) return;
        answer.json().remove("expires_in");
        answer.json().remove("interval");
    }),
    /** With "exclude issuer from authentication response", the metadata promise it all the same. */
    KEYCLOAK_26_EXCLUDES_ISSUER(answer -> answer.redirect().remove("iss")),
    /** A token for an API of one's own is refreshed only with its scope (AADSTS90009). */
    ENTRA_ID_REFRESH_WANTS_SCOPE(answer -> {
        Request request = answer.request();
        boolean refresh =
                request.parameter("grant_type").filter("refresh_token"::equals).isPresent();
        if (answer.endpoint() != Endpoint.TOKEN
                || !refresh
                || request.parameter("scope").isPresent()) return;
        answer.instead(
                400,
                "application/json",
                "{\"error\":\"invalid_request\",\"error_description\":\"AADSTS90009: Application is requesting a token "
                        + "for itself.\"}");
    }),
    /** A rule of its administrators denies, and says why; the person has agreed. */
    AUTH0_RULE_DENIES(answer -> denied(answer, "access_denied", "Please verify your email before logging in.")),
    /** The person refused. */
    LEMONLDAP_2_PERSON_REFUSES(answer -> denied(answer, "consent_required", null));

    @SuppressWarnings("ImmutableEnumChecker") // every lambda above is without state
    private final Consumer<OutgoingResponse> change;

    Dialect(Consumer<OutgoingResponse> change) {
        this.change = change;
    }

    @Override
    public void accept(OutgoingResponse answer) {
        change.accept(answer);
    }

    private static void denied(OutgoingResponse answer, String error, @Nullable String description) {
        Map<String, String> redirect = answer.redirect();
        if (redirect.remove("code") == null) return;
        redirect.put("error", error);
        if (description != null) redirect.put("error_description", description);
    }
}
