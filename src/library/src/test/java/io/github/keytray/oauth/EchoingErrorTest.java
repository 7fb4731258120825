package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EchoingError;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider that repeats what it was sent, in what people are shown. */
class EchoingErrorTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String SECRET = "hush & hush/client+secret";
    private static final List<String> SECRETS =
            List.of("code", "code_verifier", "refresh_token", "client_secret", "token", "device_code");

    private final EmbeddedProvider embedded =
            EmbeddedProvider.builder().client("secretive", SECRET).start();
    private final Provider provider = Provider.of(embedded.issuer());
    private final Client client = Client.of("secretive").withSecret(SECRET);
    private final TokenEndpoint endpoint = new TokenEndpoint(provider, client, CLOCK);

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Token signIn() throws GrantException, InterruptedException {
        return new AuthorizationCodeGrant(
                        provider, client, Browser.of(StandInUser.called("alice")::open), Duration.ofSeconds(20), CLOCK)
                .fetchToken(TokenRequest.interactive());
    }

    /** All that is kept of a failure, searched for all that was sent. */
    private void assertNothingTold(ThrowingCallable call, Token... tokens) {
        GrantException failure = catchThrowableOfType(GrantException.class, call);
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all, true));
        if (failure instanceof GrantException.Rejected refusal) {
            all.append(String.valueOf(refusal.error()))
                    .append(String.valueOf(refusal.description()))
                    .append(String.valueOf(refusal.uri()));
        }
        List<String> secrets = new ArrayList<>(List.of(SECRET, URLEncoder.encode(SECRET, StandardCharsets.UTF_8)));
        for (Request request : embedded.requests()) {
            for (String name : SECRETS) request.parameter(name).ifPresent(secrets::add);
            request.header("Authorization")
                    .map(header -> header.substring(6).strip())
                    .ifPresent(secrets::add);
        }
        for (Token token : tokens) secrets.add(token.accessToken());
        assertThat(all.toString()).contains("[redacted]").doesNotContain(secrets);
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_grant", "401, invalid_token", "400, ''", "200, invalid_request"})
    void should_not_be_repeated_after_a_token_request(int status, String error) throws Exception {
        Token token = signIn();
        embedded.misbehave(Endpoint.TOKEN, new EchoingError(status, error));
        assertNothingTold(() -> endpoint.refresh(token, Set.of()));
        assertNothingTold(this::signIn);
    }

    @Test
    void should_not_be_repeated_after_any_other_request() throws Exception {
        Token token = signIn();
        embedded.misbehave(new EchoingError(400, "invalid_request"));
        assertNothingTold(() -> endpoint.revoke(token), token);
        assertNothingTold(() -> endpoint.redeemDeviceCode(
                "a-device-code-of-some-length", "a-verifier", Set.of(), TokenRequest.interactive(), null));
    }

    @Test
    void should_not_be_repeated_in_a_redirect() {
        embedded.misbehave(Endpoint.LOGIN, answer -> {
            String state = answer.redirect().get("state");
            if (state == null) return;
            answer.redirect().remove("code");
            answer.redirect().put("error", "invalid_request");
            answer.redirect().put("error_description", "Not for " + state);
        });
        assertNothingTold(this::signIn);
    }

    @Test
    void should_not_become_somebodys_name() throws Exception {
        Token token = signIn();
        embedded.misbehave(Endpoint.USERINFO, answer -> answer.json().put("preferred_username", token.accessToken()));
        assertThat(new UserInfoFetcher(provider).fetchUser(token).username()).isEqualTo("[redacted]");
    }
}
