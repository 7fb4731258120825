package io.github.keytray.testkit;

import java.util.function.Consumer;

/** How particular providers sign people in on another device (RFC 8628). */
public enum DeviceDialect implements Consumer<OutgoingResponse> {
    /** Keycloak 21.1.2 and 26.7.3, where the client requires PKCE: none of its device requests goes without. */
    KEYCLOAK_26_PKCE_REQUIRED(answer -> {
        if (answer.endpoint() == Endpoint.DEVICE_AUTHORIZATION && isMissing(answer, "code_challenge_method")) {
            refuse(answer, "invalid_request", "Missing parameter: code_challenge_method");
        }
    }),
    /** OpenAM 16.0.5 requires a response type, with any value. */
    OPENAM_16_RESPONSE_TYPE(answer -> {
        if (answer.endpoint() == Endpoint.DEVICE_AUTHORIZATION && isMissing(answer, "response_type")) {
            refuse(answer, "bad_request", "client_id, scope and response_type are required parameters");
        }
    }),
    /** Spring Authorization Server 1.5.2 drops {@code openid} and gives no ID token; its userinfo names the person. */
    SPRING_1_WITHOUT_ID_TOKEN(answer -> {
        if (isDeviceToken(answer)) answer.idToken(null);
    }),
    /** The same, with a userinfo endpoint that wants {@code openid}. */
    SPRING_1_NAMING_NOBODY(answer -> {
        if (isDeviceToken(answer)) answer.idToken(null);
        if (answer.endpoint() == Endpoint.USERINFO) {
            answer.instead(403, "application/json", "{\"error\":\"insufficient_scope\"}");
        }
    }),
    /** Refuses every request with a challenge, so that a client that can be led to it asks again without one. */
    PKCE_REFUSED(answer -> {
        if (answer.endpoint() == Endpoint.DEVICE_AUTHORIZATION && !isMissing(answer, "code_challenge")) {
            refuse(answer, "invalid_request", "Unknown parameter: code_challenge");
        }
    });

    @SuppressWarnings("ImmutableEnumChecker") // every lambda above is without state
    private final Consumer<OutgoingResponse> change;

    DeviceDialect(Consumer<OutgoingResponse> change) {
        this.change = change;
    }

    @Override
    public void accept(OutgoingResponse answer) {
        change.accept(answer);
    }

    private static boolean isDeviceToken(OutgoingResponse answer) {
        return answer.request()
                .parameter("grant_type")
                .filter(DeviceAuthorizationEndpoint.GRANT_TYPE::equals)
                .isPresent();
    }

    private static boolean isMissing(OutgoingResponse answer, String parameter) {
        return answer.request().parameter(parameter).isEmpty();
    }

    private static void refuse(OutgoingResponse answer, String error, String description) {
        answer.instead(
                400, "application/json", "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
    }
}
