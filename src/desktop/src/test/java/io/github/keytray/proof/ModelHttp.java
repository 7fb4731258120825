package io.github.keytray.proof;

import io.github.keytray.proof.Fault.Site;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The way from one process to the model of a provider, and back: each a step. Its connection goes deaf when it is idle for
 * a minute: what is sent on it then is never answered.
 */
final class ModelHttp extends HttpClient {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final Duration LONGEST_IDLE = Duration.ofMinutes(1);

    private final World world;
    private final ModelProcess process;
    private volatile @Nullable Instant usedAt;

    ModelHttp(World world, ModelProcess process) {
        this.world = world;
        this.process = process;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        String form = body(request);
        String what = ModelProvider.what(request.uri(), form);
        Fault fault = world.steps().pass(process, Site.SEND, what);
        ModelProvider.Answer answer = fault == null ? null : instead(fault, what, form);
        if (Thread.interrupted()) throw new InterruptedException();
        connect();
        if (answer == null) answer = world.provider().answer(process, request, form);
        Fault later = world.steps().pass(process, Site.RECEIVE, what);
        if (later != null) answer = spoilt(later, answer);
        usedAt = world.now();
        // Whoever is cancelled has been given it all the same.
        world.provider().received(process, answer);
        if (Thread.interrupted()) throw new InterruptedException();
        return response(request.uri(), answer);
    }

    private void connect() throws IOException {
        Instant last = usedAt;
        if (last == null || Duration.between(last, world.now()).compareTo(LONGEST_IDLE) < 0) return;
        world.pass(DEADLINE);
        throw new HttpTimeoutException("the connection is deaf");
    }

    /** What comes instead of the provider's own answer. */
    private ModelProvider.Answer instead(Fault fault, String what, String form) throws IOException {
        if (fault == Fault.NO_CONNECTION) throw new ConnectException();
        if (fault == Fault.NO_ANSWER) {
            world.pass(DEADLINE);
            throw new HttpTimeoutException("no answer");
        }
        if (what.equals("refresh") && fault.isRefusal()) world.provider().refuse(process, form);
        return new ModelProvider.Answer(fault.status, fault.body.replace("%s", ModelProvider.secret(form)), null);
    }

    /** What becomes of an answer on its way. */
    private ModelProvider.Answer spoilt(Fault fault, ModelProvider.Answer answer) throws IOException {
        switch (fault) {
            case LOST_ANSWER -> throw new IOException("connection reset");
            case LATE_ANSWER -> {
                world.pass(DEADLINE);
                throw new HttpTimeoutException("no answer");
            }
            case TRUNCATED_ANSWER -> {
                return new ModelProvider.Answer(
                        answer.status(),
                        answer.body().substring(0, answer.body().length() / 2),
                        null);
            }
            default -> {
                return world.provider().spoilt(fault, answer);
            }
        }
    }

    private static String body(HttpRequest request) {
        StringBuilder body = new StringBuilder();
        request.bodyPublisher()
                .ifPresent(publisher -> publisher.subscribe(new Flow.Subscriber<ByteBuffer>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(ByteBuffer bytes) {
                        body.append(StandardCharsets.UTF_8.decode(bytes));
                    }

                    @Override
                    public void onError(Throwable problem) {
                        throw new UncheckedIOException(new IOException(problem));
                    }

                    @Override
                    public void onComplete() {}
                }));
        return body.toString();
    }

    @SuppressWarnings("unchecked")
    private static <T> HttpResponse<T> response(URI uri, ModelProvider.Answer answer) {
        String type = answer.body().startsWith("<") ? "text/html" : "application/json";
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        return (HttpResponse<T>) new Response(uri, answer.status(), type, new ByteArrayInputStream(bytes));
    }

    private record Response(URI uri, int statusCode, String type, java.io.InputStream body)
            implements HttpResponse<java.io.InputStream> {
        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(uri).build();
        }

        @Override
        public Optional<HttpResponse<java.io.InputStream>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of("Content-Type", List.of(type)), (name, value) -> true);
        }

        @Override
        public Optional<javax.net.ssl.SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.@Nullable PushPromiseHandler<T> push) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SSLParameters sslParameters() {
        return new SSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }
}
