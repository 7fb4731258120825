package io.github.keytray.oauth;

import com.google.gson.JsonObject;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.UserFetcher;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names the person: from userinfo (OpenID Connect Core §5.3) and from the ID token, which was validated when it came;
 * the two must be about the same {@code sub}. Without OpenID, from userinfo alone; without userinfo, from the ID token
 * alone. One request for each call.
 */
public final class UserInfoFetcher implements UserFetcher {
    private final Provider provider;

    public UserInfoFetcher(Provider provider) {
        this.provider = provider;
    }

    @Override
    public User fetchUser(Token token) throws GrantException, InterruptedException {
        Map<String, Object> idClaims = token.idToken() == null
                ? Map.of()
                : IdTokenValidator.claims(token.idToken()).getClaims();
        JsonObject info = userinfo(token);
        String idSub = string(idClaims, "sub");
        String infoSub = Answer.string(info, "sub");
        if (idSub != null && infoSub != null && !idSub.equals(infoSub)) {
            throw new GrantException.Untrusted(
                    "The provider named two different people for one sign-in. The sign-in was "
                            + "not accepted. Tell its administrators.");
        }
        String sub = infoSub == null ? idSub : infoSub;
        if (sub == null || sub.isBlank()) {
            throw new GrantException.Untrusted(
                    "The provider did not say who signed in. The sign-in was not accepted. Tell its administrators.");
        }
        for (String claim : new String[] {"preferred_username", "email", "name"}) {
            String name = Answer.string(info, claim);
            if (name == null || name.isBlank()) name = string(idClaims, claim);
            if (name != null && !name.isBlank()) return new User(sub, name);
        }
        return new User(sub, sub);
    }

    private JsonObject userinfo(Token token) throws GrantException, InterruptedException {
        URI uri = provider.metadata().userinfoEndpoint();
        if (uri == null) return new JsonObject();
        Answer answer = provider.http().get(uri, token.accessToken());
        answer.checkReached();
        if (answer.isSuccess()) return answer.json();
        String error = answer.object().map(json -> Answer.string(json, "error")).orElse(null);
        boolean refused = answer.status() == 401 || answer.status() == 403;
        throw Refusals.of(provider.issuer(), error == null && refused ? "invalid_token" : error, null, null);
    }

    private static @Nullable String string(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String value ? value : null;
    }
}
