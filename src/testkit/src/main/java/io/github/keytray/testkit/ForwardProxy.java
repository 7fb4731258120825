package io.github.keytray.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A company's proxy for plain http, which requires a name and a password (RFC 7617). */
public final class ForwardProxy implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "host", "http2-settings", "proxy-authorization", "upgrade");

    private final HttpClient onward =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final List<String> visitors = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** @param login {@code name:password}; empty for a proxy without a login */
    public ForwardProxy(String login) throws IOException {
        String wanted = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
        server.createContext("/", exchange -> handle(exchange, login.isEmpty() ? "" : wanted));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** What was said to be let through, in the order of the requests; empty where nothing was. */
    public List<String> visitors() {
        return List.copyOf(visitors);
    }

    private void handle(HttpExchange exchange, String wanted) throws IOException {
        try (exchange) {
            String said = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            visitors.add(said == null ? "" : said);
            if (!wanted.isEmpty() && !wanted.equals(said)) {
                exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"acme\"");
                exchange.sendResponseHeaders(407, -1);
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(exchange.getRequestURI())
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) request.header(name, values.get(0));
            });
            HttpResponse<byte[]> answer = onward.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
