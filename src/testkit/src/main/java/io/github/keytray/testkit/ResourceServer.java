package io.github.keytray.testkit;

import io.github.keytray.testkit.ProviderState.Issued;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What an access token opens (RFC 6750, RFC 9449 §7): userinfo, and the resources of a test. */
final class ResourceServer {
    private final ProviderSettings settings;
    private final DpopProofs proofs;
    private final Map<String, Function<EndUser, String>> resources;

    ResourceServer(ProviderSettings settings, DpopProofs proofs, Map<String, Function<EndUser, String>> resources) {
        this.settings = settings;
        this.proofs = proofs;
        this.resources = resources;
    }

    OutgoingResponse userinfo(Request request, ProviderState state) {
        return answer(
                request,
                state,
                token -> OutgoingResponse.json(request, 200, settings.describe(token.login(), token.scopes())));
    }

    OutgoingResponse resource(Request request, ProviderState state) {
        return answer(request, state, token -> {
            EndUser person = settings.person(token.login().sub()).orElse(null);
            if (person == null) return notAuthorized(request, "Bearer");
            String path = request.uri().getPath();
            Function<EndUser, String> resource = resources.get(path.substring(path.lastIndexOf('/') + 1));
            return resource == null
                    ? OutgoingResponse.error(request, 404, "not_found", "There is no such resource")
                    : OutgoingResponse.text(request, 200, "application/json", resource.apply(person));
        });
    }

    /** A token that is bound to a key is taken only with a proof of that key, any other one only without (RFC 9449 §7.2). */
    private OutgoingResponse answer(Request request, ProviderState state, Function<Issued, OutgoingResponse> content) {
        String bound = request.accessToken("DPoP").orElse(null);
        try {
            String key = bound == null ? null : proofs.thumbprint(request, bound);
            if (bound != null && key == null) return notAuthorized(request, "DPoP");
            String accessToken = bound == null ? request.accessToken("Bearer").orElse("") : bound;
            OutgoingResponse answer = valid(accessToken, state)
                    .filter(token -> Objects.equals(token.thumbprint(), key))
                    .map(content)
                    .orElseGet(() -> notAuthorized(request, bound == null ? "Bearer" : "DPoP"));
            return bound == null ? answer : proofs.withNonce(answer);
        } catch (DpopProofs.Refusal refusal) {
            OutgoingResponse answer = OutgoingResponse.error(request, 401, refusal.error, refusal.description())
                    .header("WWW-Authenticate", "DPoP error=\"" + refusal.error + "\", algs=\"ES256\"");
            return refusal.nonce == null ? answer : answer.header("DPoP-Nonce", refusal.nonce);
        }
    }

    Optional<EndUser> owner(String accessToken, ProviderState state) {
        return valid(accessToken, state)
                .flatMap(token -> settings.person(token.login().sub()));
    }

    private Optional<Issued> valid(String accessToken, ProviderState state) {
        return Optional.ofNullable(state.accessTokens.get(accessToken))
                .filter(token -> token.expiresAt() > settings.seconds());
    }

    private static OutgoingResponse notAuthorized(Request request, String scheme) {
        return OutgoingResponse.error(request, 401, "invalid_token", "The access token is not valid")
                .header("WWW-Authenticate", scheme + " error=\"invalid_token\"");
    }
}
