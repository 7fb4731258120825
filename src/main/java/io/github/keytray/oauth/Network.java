package io.github.keytray.oauth;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a provider is reached: through which proxy, trusting which certificates, in what time. Immutable, and about one
 * provider only: nothing of the JVM is changed.
 */
public final class Network {
    private static final Network SYSTEM = new Network(null, null, Duration.ofSeconds(30));

    private final @Nullable ProxySelector proxies;
    private final @Nullable SSLSocketFactory tls;
    private final Duration timeout;

    private Network(@Nullable ProxySelector proxies, @Nullable SSLSocketFactory tls, Duration timeout) {
        this.proxies = proxies;
        this.tls = tls;
        this.timeout = timeout;
    }

    /** As the JVM is set up: its default {@link ProxySelector} and its trust store; 30 seconds for each request. */
    public static Network system() {
        return SYSTEM;
    }

    /** Asks this selector instead of the JVM's, such as {@code ProxySelector.of(new InetSocketAddress(host, port))}. */
    public Network withProxies(ProxySelector proxies) {
        return new Network(proxies, tls, timeout);
    }

    /** Trusts these authorities besides those of the JVM. */
    public Network withCertificates(Certificates certificates) {
        return new Network(proxies, certificates.besidesThoseOfTheJvm(), timeout);
    }

    /**
     * Gives each request this long, from the connection to the last byte.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Network withTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) throw new IllegalArgumentException("Not a timeout: " + timeout);
        return new Network(proxies, tls, timeout);
    }

    Duration timeout() {
        return timeout;
    }

    /** For one request: tells of the connection, so that somebody else can cut it. */
    HttpTransport transport(Consumer<HttpURLConnection> opened) {
        return new NetHttpTransport.Builder()
                .setSslSocketFactory(tls)
                .setConnectionFactory(url -> {
                    HttpURLConnection connection = open(url);
                    opened.accept(connection);
                    return connection;
                })
                .build();
    }

    private HttpURLConnection open(URL url) throws IOException {
        if (proxies == null) return (HttpURLConnection) url.openConnection();
        List<Proxy> found = proxies.select(URI.create(url.toString()));
        return (HttpURLConnection) url.openConnection(found.isEmpty() ? Proxy.NO_PROXY : found.get(0));
    }
}
