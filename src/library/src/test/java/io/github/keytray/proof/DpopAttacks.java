package io.github.keytray.proof;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.internal.dpop.ProofKey;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.oauth.UserInfoFetcher;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.RegisteredClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tokens that somebody has who lacks the key that they are bound to (RFC 9449), and a provider that binds none. */
final class DpopAttacks {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Client BOUND = Client.of("bound").withDpop(true);

    private final ProviderTrials trials = new ProviderTrials();

    List<Attack> list() {
        UnaryOperator<Token> anotherKey =
                token -> as(token, token.tokenType(), ProofKey.generate().jwk());
        stolen("DPoP: an access token with a proof of another key", anotherKey, DpopAttacks::use);
        stolen("DPoP: an access token without a proof", token -> as(token, "Bearer", null), DpopAttacks::use);
        stolen("DPoP: a refresh token with a proof of another key", anotherKey, DpopAttacks::refresh);
        ProviderTrials.Act signIn = (scene, conduct) -> {
            scene.embedded.misbehave(Endpoint.TOKEN, conduct);
            return use(scene, scene.signIn(BOUND));
        };
        trials.add(
                "DPoP: a token that is bound to nothing, though the client requires it",
                ProviderTrials.refused(
                        signIn, answer -> answer.json().replace("token_type", "Bearer"), DpopAttacks::setUp),
                ProviderTrials.passed(signIn, answer -> {}, DpopAttacks::setUp));
        return trials.list();
    }

    /** Uses a token that alice has got. */
    @FunctionalInterface
    private interface Use {
        User of(AttackScene scene, Token token) throws GrantException, InterruptedException;
    }

    private void stolen(String name, UnaryOperator<Token> theft, Use use) {
        trials.add(
                name,
                ProviderTrials.refused(
                        (scene, conduct) -> use.of(scene, theft.apply(scene.signIn(BOUND))),
                        answer -> {},
                        DpopAttacks::setUp),
                ProviderTrials.passed(
                        (scene, conduct) -> use.of(scene, scene.signIn(BOUND)), answer -> {}, DpopAttacks::setUp));
    }

    private static User use(AttackScene scene, Token token) throws GrantException, InterruptedException {
        return new UserInfoFetcher(scene.provider()).confirmUser(token);
    }

    private static User refresh(AttackScene scene, Token token) throws GrantException, InterruptedException {
        return use(scene, new TokenEndpoint(scene.provider(), BOUND, CLOCK).refresh(token, Set.of()));
    }

    private static Token as(Token token, String type, @Nullable String key) {
        return new Token(
                token.accessToken(),
                type,
                token.refreshToken(),
                token.idToken(),
                token.scopes(),
                token.requestedScopes(),
                token.issuedAt(),
                token.expiresAt(),
                key);
    }

    private static EmbeddedProviderBuilder setUp(EmbeddedProviderBuilder provider) {
        return provider.client(RegisteredClient.of("bound").bindingTokens());
    }
}
