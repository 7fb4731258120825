package io.github.keytray.oauth;

import com.google.gson.JsonObject;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.proof.FuzzTarget;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** What a provider or a neighbour writes, and the sign-in reads. */
public final class OauthFuzz {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final URI ANYWHERE = URI.create("https://login.acme.example/x");

    private final EmbeddedProvider embedded = EmbeddedProvider.builder()
            .es256()
            .rotate(false)
            .accessTokenLife(Duration.ofDays(1))
            .start();
    private final Provider provider = Provider.of(embedded.issuer());
    private final TokenEndpoint endpoint = new TokenEndpoint(provider, Client.of("app"), CLOCK);
    private final Token token;

    private OauthFuzz() throws GrantException, InterruptedException {
        token = new AuthorizationCodeGrant(
                        provider,
                        Client.of("app"),
                        Browser.of(StandInUser.called("alice")::open),
                        Duration.ofSeconds(20),
                        CLOCK)
                .fetchToken(TokenRequest.interactive());
    }

    public static List<FuzzTarget> targets() throws GrantException, InterruptedException {
        OauthFuzz fuzz = new OauthFuzz();
        return List.of(
                fuzz.receiver(),
                discovery(),
                fuzz.tokenAnswer(),
                fuzz.keys(),
                fuzz.idToken(),
                fuzz.userinfo(),
                device());
    }

    private FuzzTarget receiver() throws GrantException {
        LoopbackReceiver receiver = LoopbackReceiver.open(null, "the-state");
        String host = "Host: " + receiver.redirectUri().getAuthority() + "\r\n";
        return FuzzTarget.of(
                "receiver",
                List.of(
                        "GET /callback?state=another&code=x&iss=https%3A%2F%2Flogin.acme.example HTTP/1.1\r\n" + host
                                + "Accept: text/html\r\n\r\n",
                        "GET /callback HTTP/1.1\r\n" + host + "\r\n",
                        "POST /callback HTTP/1.1\r\n" + host + "Content-Length: 7\r\n\r\ncode=xx"),
                input -> {
                    say(receiver, input);
                    if (receiver.redirect().isDone()) throw new AssertionError("It was taken for the browser");
                });
    }

    private static void say(LoopbackReceiver receiver, String words) throws IOException {
        try (Socket socket =
                new Socket(LoopbackAddress.V4, receiver.redirectUri().getPort())) {
            socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (answer.startsWith("HTTP/1.1 2")) throw new AssertionError("It was answered: " + answer);
        } catch (SocketException closed) {
            return;
        }
    }

    private static FuzzTarget discovery() {
        return FuzzTarget.of("discovery", List.of("""
            {"issuer":"https://login.acme.example","authorization_endpoint":"https://login.acme.example/a",
            "token_endpoint":"https://login.acme.example/t","jwks_uri":"https://login.acme.example/k",
            "token_endpoint_auth_methods_supported":["none","client_secret_basic"],
            "authorization_response_iss_parameter_supported":true}\
            """), input -> {
            try {
                ProviderMetadata metadata = ProviderMetadata.parse(
                        "https://login.acme.example", new Quirks(), MetadataMembers.of(json(input)));
                if (!metadata.tokenEndpoint().getScheme().equals("https")) throw new AssertionError(metadata);
                metadata.otherHosts();
            } catch (GrantException refused) {
                check(refused);
            }
        });
    }

    private FuzzTarget tokenAnswer() {
        return FuzzTarget.of(
                "token answer",
                List.of(
                        "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":300,\"scope\":\"a b\","
                                + "\"refresh_token\":\"rt\"}",
                        "{\"error\":\"invalid_grant\",\"error_description\":\"It ended\",\"error_uri\":\"https://a\"}"),
                input -> {
                    answer(Endpoint.TOKEN, input);
                    try {
                        Token fresh = endpoint.refresh(token, Set.of());
                        if (fresh.toString().contains(fresh.accessToken())
                                && fresh.accessToken().length() > 20) {
                            throw new AssertionError("It is shown");
                        }
                    } catch (GrantException refused) {
                        check(refused);
                    }
                });
    }

    private FuzzTarget keys() {
        String key = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"kid\":\"k\",\"alg\":\"ES256\","
                + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";
        return FuzzTarget.of(
                "keys",
                List.of(
                        "{\"keys\":[" + key + "]}",
                        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"},{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}]}"),
                input -> {
                    answer(Endpoint.JWKS, input);
                    try {
                        new IdTokenValidator(Provider.of(embedded.issuer()), Client.of("app"), CLOCK)
                                .validateRefreshed(String.valueOf(token.idToken()), token.accessToken(), null);
                        throw new AssertionError("It was believed");
                    } catch (GrantException refused) {
                        check(refused);
                    }
                });
    }

    private FuzzTarget idToken() throws GrantException {
        IdTokenValidator validator = new IdTokenValidator(provider, Client.of("app"), CLOCK);
        String genuine = String.valueOf(token.idToken());
        JWTClaimsSet claims = IdTokenValidator.claims(genuine);
        return FuzzTarget.of("ID token", List.of(genuine), input -> {
            try {
                if (!validator
                        .validateRefreshed(input, token.accessToken(), null)
                        .equals(claims)) {
                    throw new AssertionError("Other claims were believed");
                }
            } catch (GrantException refused) {
                check(refused);
            }
        });
    }

    private FuzzTarget userinfo() {
        return FuzzTarget.of(
                "userinfo",
                List.of("{\"sub\":\"sub-alice\",\"preferred_username\":\"alice\",\"email\":\"a@b\",\"name\":\"A\"}"),
                input -> {
                    answer(Endpoint.USERINFO, input);
                    try {
                        if (!new UserInfoFetcher(provider).fetchUser(token).id().equals("sub-alice")) {
                            throw new AssertionError("It is somebody else");
                        }
                    } catch (GrantException refused) {
                        check(refused);
                    }
                });
    }

    private static FuzzTarget device() {
        return FuzzTarget.of(
                "device answer",
                List.of(
                        "{\"device_code\":\"dc\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"https://a.example/d\","
                                + "\"verification_uri_complete\":\"https://a.example/d?c=x\",\"expires_in\":600,\"interval\":5}"),
                input -> {
                    try {
                        DeviceAuthorizationResponse answer = DeviceAuthorizationResponse.parse(json(input));
                        if (!Loopback.isSecure(answer.page().toString())) throw new AssertionError(answer);
                    } catch (GrantException refused) {
                        check(refused);
                    }
                });
    }

    /** What was asked before is forgotten: memory that grows is to be Keytray's. */
    private void answer(Endpoint endpoint, String body) {
        embedded.forgetRequests();
        embedded.misbehaveOnce(endpoint, answer -> answer.instead(200, "application/json", body));
    }

    private static JsonObject json(String body) throws GrantException {
        return new ProviderResponse(ANYWHERE, 200, "application/json", body, null, null, null, null).json();
    }

    /** A refusal is a sentence of one line. */
    private static void check(GrantException refusal) {
        String message = refusal.getMessage();
        if (message.length() > 1_000 || message.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("Not a sentence: " + message, refusal);
        }
    }
}
