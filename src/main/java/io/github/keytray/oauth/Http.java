package io.github.keytray.oauth;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.UrlEncodedContent;
import io.github.keytray.GrantException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * One request, one answer: nothing logged, no redirect followed, no retry, bounded in bytes and in time. The calling
 * thread waits interruptibly; the blocking I/O has a thread of its own.
 */
final class Http {
    private static final int SILENCE_MILLIS = 10_000;
    private static final int MAX_BYTES = 1 << 20;

    private final Network network;

    Http(Network network) {
        this.network = network;
    }

    Answer get(URI uri, @Nullable String bearer) throws GrantException, InterruptedException {
        return send(
                uri,
                "GET",
                null,
                bearer == null ? null : request -> request.getHeaders().setAuthorization("Bearer " + bearer));
    }

    Answer post(URI uri, Object form, @Nullable HttpExecuteInterceptor authentication)
            throws GrantException, InterruptedException {
        return send(uri, "POST", new UrlEncodedContent(form), authentication);
    }

    private Answer send(URI uri, String method, @Nullable HttpContent content, @Nullable HttpExecuteInterceptor signer)
            throws GrantException, InterruptedException {
        AtomicReference<HttpURLConnection> connection = new AtomicReference<>();
        int silence = (int) Math.min(SILENCE_MILLIS, network.timeout().toMillis());
        FutureTask<Answer> task = new FutureTask<>(() -> {
            HttpRequest request = network.transport(connection::set)
                    .createRequestFactory()
                    .buildRequest(method, new GenericUrl(uri), content)
                    .setLoggingEnabled(false)
                    .setCurlLoggingEnabled(false)
                    .setFollowRedirects(false)
                    .setThrowExceptionOnExecuteError(false)
                    .setNumberOfRetries(0)
                    .setConnectTimeout(silence)
                    .setReadTimeout(silence)
                    .setSuppressUserAgentSuffix(true)
                    .setInterceptor(signer);
            request.getHeaders().setAccept("application/json").setUserAgent("Keytray");
            return read(uri, request.execute());
        });
        start(task);
        try {
            return task.get(network.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(uri, e.getCause());
        } catch (TimeoutException e) {
            throw unreachable(uri, e);
        } finally {
            // A thread that reads from a socket does not hear that nobody waits any more, and to cut it may take time.
            HttpURLConnection open = connection.get();
            if (task.cancel(true) && open != null) start(open::disconnect);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "keytray-http");
        thread.setDaemon(true);
        thread.start();
    }

    private static Answer read(URI uri, HttpResponse response) throws IOException {
        try {
            InputStream content = response.getContent();
            String body = content == null ? "" : new String(readAll(content), StandardCharsets.UTF_8);
            HttpHeaders headers = response.getHeaders();
            return new Answer(
                    uri,
                    response.getStatusCode(),
                    response.getContentType(),
                    body,
                    headers.getRetryAfter(),
                    headers.getDate());
        } finally {
            response.disconnect();
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
        if (isFalseCertificate(cause)) {
            return new GrantException.Untrusted(
                    "The connection to " + uri.getHost() + " is not secure: its certificate was not accepted. "
                            + "Nothing was sent. If your company inspects its network, ask its administrators.",
                    cause);
        }
        if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("407")) {
            return proxy(cause);
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
