package io.github.keytray.oauth;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.UrlEncodedContent;
import io.github.keytray.GrantException;
import io.github.keytray.internal.dpop.ProofKey;
import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.internal.platform.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One request, one answer: nothing logged, no redirect followed, no retry, bounded in bytes and in time. The calling
 * thread waits interruptibly; the blocking I/O has a thread of its own. Sent by Java's {@code HttpClient}, because {@code
 * HttpURLConnection} writes every header, tokens too, to a log that the host may have opened.
 */
final class Http {
    private static final int MAX_BYTES = 1 << 20;

    private final Network network;
    private final Connections connections;
    private volatile @Nullable String proxyLogin;

    Http(Network network) {
        this(network, new Connections(network));
    }

    Http(Network network, Connections connections) {
        this.network = network;
        this.connections = connections;
        this.proxyLogin = network.proxyLogin();
    }

    ProviderResponse get(URI uri, @Nullable String bearer) throws GrantException, InterruptedException {
        return get(uri, bearer == null ? null : "Bearer " + bearer, null);
    }

    /** @param proof that we hold the key of what authorizes (RFC 9449 §7.1), or null */
    ProviderResponse get(URI uri, @Nullable String authorization, @Nullable String proof)
            throws GrantException, InterruptedException {
        HttpRequest.Builder request = request(uri).GET();
        if (proof != null) request.header(ProofKey.SCHEME, proof);
        return RequestSecrets.redacted(send(uri, request, authorization), RequestSecrets.in("", authorization));
    }

    ProviderResponse post(URI uri, Object form, @Nullable HttpExecuteInterceptor authentication)
            throws GrantException, InterruptedException {
        return post(uri, form, authentication, null);
    }

    /** @param proof that we hold the key that tokens are to be bound to (RFC 9449 §5), or null */
    ProviderResponse post(URI uri, Object form, @Nullable HttpExecuteInterceptor authentication, @Nullable String proof)
            throws GrantException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            var signed = written(uri, form, authentication, body);
            HttpRequest.Builder request = request(uri)
                    .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
            if (proof != null) request.header(ProofKey.SCHEME, proof);
            String authorization = signed.getHeaders().getAuthorization();
            Secrets secrets = RequestSecrets.in(body.toString(StandardCharsets.UTF_8), authorization);
            return RequestSecrets.redacted(send(uri, request, authorization), secrets);
        } catch (IOException e) {
            throw new UncheckedIOException("A form cannot be written to memory", e);
        }
    }

    /** Loads what writes a form, while there is time: that takes longer than to send one. Nothing is sent. */
    static void warmUp(URI uri, Object form) {
        try {
            written(uri, form, null, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("A form cannot be written to nowhere", e);
        }
    }

    private static com.google.api.client.http.HttpRequest written(
            URI uri, Object form, @Nullable HttpExecuteInterceptor authentication, OutputStream body)
            throws IOException {
        var request = UnusedTransport.INSTANCE
                .createRequestFactory()
                .buildPostRequest(new GenericUrl(uri), new UrlEncodedContent(form));
        if (authentication != null) authentication.intercept(request);
        request.getContent().writeTo(body);
        return request;
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Accept", "application/json").header("User-Agent", "Keytray");
    }

    private ProviderResponse send(URI uri, HttpRequest.Builder request, @Nullable String authorization)
            throws GrantException, InterruptedException {
        if (authorization != null) request.header("Authorization", authorization);
        FutureTask<ProviderResponse> task = new FutureTask<>(() -> exchange(uri, request));
        Thread thread = new DaemonThread("keytray-http", task);
        thread.start();
        try {
            return task.get(network.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(uri, e.getCause());
        } catch (TimeoutException e) {
            throw unreachable(uri, e);
        } finally {
            task.cancel(true);
        }
    }

    private ProviderResponse exchange(URI uri, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(request, proxyLogin);
        ProviderResponse answer = read(uri, response);
        connections.used();
        if (answer.status() != 407) return answer;
        String challenge = response.headers().firstValue("Proxy-Authenticate").orElse("");
        Optional<InetSocketAddress> proxy = network.proxyFor(uri);
        String login = proxy.isPresent() ? ProxyLogin.ofHost(proxy.get(), challenge, uri) : null;
        if (login == null && proxyLogin == null) return answer;
        if (login == null || login.equals(proxyLogin)) throw new ProxyLogin.Refusal();
        HttpResponse<InputStream> second = send(request, login);
        if (second.statusCode() == 407) throw new ProxyLogin.Refusal();
        proxyLogin = login;
        return read(uri, second);
    }

    /** Java's client sends this header to a proxy only. */
    private HttpResponse<InputStream> send(HttpRequest.Builder request, @Nullable String login)
            throws IOException, InterruptedException {
        if (login != null) request.setHeader(ProxyLogin.HEADER, login);
        return connections.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static ProviderResponse read(URI uri, HttpResponse<InputStream> response) throws IOException {
        // Null where a proxy refuses to lead to the provider.
        try (InputStream content = response.body()) {
            HttpHeaders headers = response.headers();
            return new ProviderResponse(
                    uri,
                    response.statusCode(),
                    headers.firstValue("Content-Type").orElse(null),
                    content == null ? "" : new String(readAll(content), StandardCharsets.UTF_8),
                    headers.firstValue("Retry-After").orElse(null),
                    headers.firstValue("Date").orElse(null),
                    headers.firstValue("DPoP-Nonce").orElse(null),
                    headers.firstValue("Cache-Control").orElse(null));
        }
    }

    private static byte[] readAll(InputStream content) throws IOException {
        byte[] bytes = new byte[8192];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int n = content.read(bytes); n >= 0; n = content.read(bytes)) {
            all.write(bytes, 0, n);
            if (all.size() > MAX_BYTES) throw new IOException("The answer is larger than " + MAX_BYTES + " bytes");
            if (Thread.currentThread().isInterrupted()) throw new IOException("Nobody waits for the answer any more");
        }
        return all.toByteArray();
    }

    private static GrantException failure(URI uri, @Nullable Throwable cause) {
        if (cause instanceof ProxyLogin.Refusal refusal) return refusal.sentence(uri);
        if (isFalseCertificate(cause)) {
            return new GrantException.Untrusted(
                    "The connection to " + uri.getHost() + " is not secure: its certificate was not accepted. "
                            + "Nothing was sent. If your company inspects its network, ask its administrators.",
                    cause);
        }
        if (cause instanceof Error error) throw error;
        if (cause instanceof RuntimeException bug) throw bug;
        return unreachable(uri, cause);
    }

    /** Any other trouble with TLS is trouble with the network: a reset, or a portal that does not speak it. */
    private static boolean isFalseCertificate(@Nullable Throwable failure) {
        if (failure instanceof SSLPeerUnverifiedException) return true;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) return true;
        }
        return false;
    }

    static GrantException.Unreachable unreachable(URI uri, @Nullable Throwable cause) {
        return new GrantException.Unreachable(
                uri.getHost() + " cannot be reached. Check your network connection and try again.", cause);
    }

    static GrantException.Unreachable proxy(@Nullable Throwable cause) {
        return GrantException.Unreachable.intercepted(
                "Your network's proxy asks for a sign-in of its own. Sign in to the proxy and try again.", cause);
    }
}
