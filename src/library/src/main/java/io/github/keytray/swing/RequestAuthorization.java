package io.github.keytray.swing;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.internal.broker.BrokerGrant;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.internal.broker.TokenUse;
import io.github.keytray.internal.dpop.ProofKey;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What authorizes a host's requests: the token, and where it is bound to a key a proof for each (RFC 9449 §7), with the
 * nonces that servers want. Safe for any thread.
 */
final class RequestAuthorization {
    private static final int UNAUTHORIZED = 401;
    private static final String NONCE = "DPoP-Nonce";

    private final BrokerGrant grant;
    private final String sub;
    private final InstantSource clock;
    /** Of each server the nonce that it wants next. */
    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    /** What was set as the proof of a connection, which need not say so itself. */
    private final Map<HttpURLConnection, String> proofs = Collections.synchronizedMap(new WeakHashMap<>());

    RequestAuthorization(BrokerGrant grant, String sub, InstantSource clock) {
        this.grant = grant;
        this.sub = sub;
        this.clock = clock;
    }

    void authorize(HttpURLConnection request, Token token) throws GrantException, InterruptedException {
        Map<String, String> headers =
                token.needsProof() ? headers(token, method(request), uri(request)) : TokenUse.headers(token, null);
        headers.forEach(request::setRequestProperty);
        Optional.ofNullable(headers.get(ProofKey.SCHEME)).ifPresent(proof -> proofs.put(request, proof));
    }

    HttpRequest.Builder authorize(HttpRequest.Builder request, Token token)
            throws GrantException, InterruptedException {
        Map<String, String> headers;
        if (token.needsProof()) {
            HttpRequest known = request.copy().build();
            headers = headers(token, known.method(), known.uri());
        } else {
            headers = TokenUse.headers(token, null);
        }
        headers.forEach(request::setHeader);
        return request;
    }

    /** Where the key is with the tray, the tray is asked, which may block. */
    private Map<String, String> headers(Token token, String method, URI uri)
            throws GrantException, InterruptedException {
        TokenUse use = new TokenUse(method, uri, nonces.get(server(uri)));
        Instant now = clock.instant();
        String proof = use.proof(token, now);
        if (proof != null) return TokenUse.headers(token, proof);
        Edt.refuse("wait for a proof. Use authorizeAsync()");
        BrokerResponse.Granted granted = grant.fetchUse(TokenRequest.silent().sub(sub), use, now);
        return TokenUse.headers(granted.token(), granted.proof());
    }

    /**
     * Whether the request was refused for the lack of the nonce that the answer brings (RFC 9449 §9). What its own proof held
     * decides, because another thread may have learned the nonce meanwhile.
     */
    boolean learn(HttpResponse<?> answer) {
        String nonce = answer.headers().firstValue(NONCE).orElse(null);
        String proof = answer.request().headers().firstValue(ProofKey.SCHEME).orElse(null);
        return learn(answer.request().uri(), answer.statusCode(), nonce, proof);
    }

    boolean learn(HttpURLConnection answered) throws IOException {
        return learn(uri(answered), answered.getResponseCode(), answered.getHeaderField(NONCE), proofs.get(answered));
    }

    private boolean learn(URI uri, int status, @Nullable String nonce, @Nullable String proof) {
        if (nonce == null || !ProofKey.isNonce(nonce)) return false;
        nonces.put(server(uri), nonce);
        return status == UNAUTHORIZED && proof != null && !nonce.equals(ProofKey.nonceOf(proof));
    }

    /** A GET with a body is sent as a POST. */
    private static String method(HttpURLConnection request) {
        boolean becomesPost = request.getDoOutput() && "GET".equals(request.getRequestMethod());
        return becomesPost ? "POST" : request.getRequestMethod();
    }

    /** Where it goes to. The query, which may hold what no URI may, is in no proof. */
    private static URI uri(HttpURLConnection request) {
        URL url = request.getURL();
        return URI.create(url.getProtocol() + "://" + url.getAuthority() + url.getPath());
    }

    private static String server(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
