package io.github.keytray.oauth;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a provider is reached: through which proxy, trusting which certificates, in what time. Immutable, and about one
 * provider only: nothing of the JVM is changed.
 */
public final class Network {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Network SYSTEM = new Network(null, null, Duration.ofSeconds(30));

    private final @Nullable ProxySelector proxies;
    private final @Nullable SSLContext tls;
    private final Duration timeout;

    private Network(@Nullable ProxySelector proxies, @Nullable SSLContext tls, Duration timeout) {
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

    HttpClient client() {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT);
        if (proxies != null) client.proxy(proxies);
        if (tls != null) client.sslContext(tls);
        Authenticator host = Authenticator.getDefault();
        return (host == null ? client : client.authenticator(new AtTheProxy(host))).build();
    }

    /** Lets the host answer a proxy, as everywhere else in its JVM; never a provider, whose 401 is about the client. */
    private static final class AtTheProxy extends Authenticator {
        private final Authenticator host;

        AtTheProxy(Authenticator host) {
            this.host = host;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) return null;
            return Authenticator.requestPasswordAuthentication(
                    host,
                    getRequestingHost(),
                    getRequestingSite(),
                    getRequestingPort(),
                    getRequestingProtocol(),
                    getRequestingPrompt(),
                    getRequestingScheme(),
                    getRequestingURL(),
                    getRequestorType());
        }
    }
}
