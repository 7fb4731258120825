package io.github.keytray.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** How particular providers answer authorization requests (RFC 6749 §4.1.2, OpenID Connect Core §3.1.2.6). */
public enum AuthorizationDialect implements Consumer<OutgoingResponse> {
    /** Keycloak 26.7.3, where one client must push its requests (RFC 9126 §6) and the metadata do not say so. */
    KEYCLOAK_26_PUSHED_REQUESTS_FOR_ONE_CLIENT(answer -> {
        if (answer.endpoint() == Endpoint.AUTHORIZATION && !wasPushed(answer.request())) {
            refuse(answer, "invalid_request", "Pushed Authorization Request is only allowed.");
        }
    }),
    /** Brings the answer in a form, as those do that are asked for it, and some that are not. */
    FORM_POST(answer -> {
        if (answer.redirect().containsKey("code") || answer.redirect().containsKey("error")) answer.formPost();
    }),
    /** Refuses every request. */
    INVALID_REQUEST(answer -> {
        if (answer.endpoint() == Endpoint.PUSHED_REQUEST) {
            answer.instead(400, "application/json", "{\"error\":\"invalid_request\"}");
        }
        if (answer.endpoint() == Endpoint.AUTHORIZATION) refuse(answer, "invalid_request", "Missing parameter: x");
    });

    @SuppressWarnings("ImmutableEnumChecker") // every lambda above is without state
    private final Consumer<OutgoingResponse> change;

    AuthorizationDialect(Consumer<OutgoingResponse> change) {
        this.change = change;
    }

    @Override
    public void accept(OutgoingResponse answer) {
        change.accept(answer);
    }

    private static boolean wasPushed(Request request) {
        return request.uri().getRawQuery().contains("request_uri=");
    }

    private static void refuse(OutgoingResponse answer, String error, String description) {
        Request request = answer.request();
        String issuer = request.header("host").map(host -> "http://" + host).orElse("");
        answer.instead(303, "text/html", "")
                .header(
                        "Location",
                        request.parameter("redirect_uri").orElse("") + "?error=" + error + "&error_description="
                                + encode(description) + "&state="
                                + encode(request.parameter("state").orElse("")) + "&iss=" + encode(issuer));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
