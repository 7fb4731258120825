package io.github.keytray.testkit;

import io.github.keytray.testkit.ProviderState.Issued;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What an access token opens (RFC 6750): userinfo, and the resources of a test. */
final class ResourceServer {
    private final ProviderSettings settings;
    private final Map<String, Function<EndUser, String>> resources;

    ResourceServer(ProviderSettings settings, Map<String, Function<EndUser, String>> resources) {
        this.settings = settings;
        this.resources = resources;
    }

    OutgoingResponse userinfo(Request request, ProviderState state) {
        return request.bearerToken()
                .flatMap(token -> valid(token, state))
                .map(token -> OutgoingResponse.json(request, 200, settings.describe(token.login(), token.scopes())))
                .orElseGet(() -> notAuthorized(request));
    }

    OutgoingResponse resource(Request request, ProviderState state) {
        EndUser person =
                request.bearerToken().flatMap(token -> owner(token, state)).orElse(null);
        if (person == null) return notAuthorized(request);
        String path = request.uri().getPath();
        Function<EndUser, String> resource = resources.get(path.substring(path.lastIndexOf('/') + 1));
        return resource == null
                ? OutgoingResponse.error(request, 404, "not_found", "There is no such resource")
                : OutgoingResponse.text(request, 200, "application/json", resource.apply(person));
    }

    Optional<EndUser> owner(String accessToken, ProviderState state) {
        return valid(accessToken, state)
                .flatMap(token -> settings.person(token.login().sub()));
    }

    private Optional<Issued> valid(String accessToken, ProviderState state) {
        return Optional.ofNullable(state.accessTokens.get(accessToken))
                .filter(token -> token.expiresAt() > settings.seconds());
    }

    private static OutgoingResponse notAuthorized(Request request) {
        return OutgoingResponse.error(request, 401, "invalid_token", "The access token is not valid")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
}
