package io.github.keytray.provider;

import io.github.keytray.provider.State.Issued;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What an access token opens (RFC 6750): userinfo, and the resources of a test. */
final class Serving {
    private final Settings settings;
    private final Map<String, Function<Person, String>> resources;

    Serving(Settings settings, Map<String, Function<Person, String>> resources) {
        this.settings = settings;
        this.resources = resources;
    }

    Answer userinfo(Request request, State state) {
        return request.bearerToken()
                .flatMap(token -> valid(token, state))
                .map(token -> Answer.json(request, 200, settings.describe(token.login(), token.scopes())))
                .orElseGet(() -> notAuthorized(request));
    }

    Answer resource(Request request, State state) {
        Person person =
                request.bearerToken().flatMap(token -> owner(token, state)).orElse(null);
        if (person == null) return notAuthorized(request);
        String path = request.uri().getPath();
        Function<Person, String> resource = resources.get(path.substring(path.lastIndexOf('/') + 1));
        return resource == null
                ? Answer.error(request, 404, "not_found", "There is no such resource")
                : Answer.text(request, 200, "application/json", resource.apply(person));
    }

    Optional<Person> owner(String accessToken, State state) {
        return valid(accessToken, state)
                .flatMap(token -> settings.person(token.login().sub()));
    }

    private Optional<Issued> valid(String accessToken, State state) {
        return Optional.ofNullable(state.accessTokens.get(accessToken))
                .filter(token -> token.expiresAt() > settings.seconds());
    }

    private static Answer notAuthorized(Request request) {
        return Answer.error(request, 401, "invalid_token", "The access token is not valid")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
}
