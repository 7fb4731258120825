package io.github.keytray.oauth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a provider: proxy, trusted certificates and timeout. Immutable. It applies to one provider only and
 * changes nothing of the JVM. {@link #toString} shows no password.
 *
 * @since 0.1
 */
public final class Network {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Network SYSTEM = new Network(null, null, null, Duration.ofSeconds(30));

    private final @Nullable ProxySelector proxies;
    private final @Nullable String proxyLogin;
    private final @Nullable Certificates certificates;
    private final Duration timeout;
    private volatile @Nullable SSLContext tls;

    private Network(
            @Nullable ProxySelector proxies,
            @Nullable String proxyLogin,
            @Nullable Certificates certificates,
            Duration timeout) {
        this.proxies = proxies;
        this.proxyLogin = proxyLogin;
        this.certificates = certificates;
        this.timeout = timeout;
    }

    /** As the JVM is set up: its default {@link ProxySelector} and its trust store; 30 seconds for each request. */
    public static Network system() {
        return SYSTEM;
    }

    /** Asks this selector instead of the JVM's, such as {@code ProxySelector.of(new InetSocketAddress(host, port))}. */
    public Network withProxies(ProxySelector proxies) {
        return new Network(proxies, null, certificates, timeout);
    }

    /**
     * Sends all requests through this proxy. Where it names a user, the first request carries name and password (Basic,
     * RFC 7617). Java does not send them to a proxy for https unless it was started with {@code
     * -Djdk.http.auth.tunneling.disabledSchemes=}.
     *
     * @param address {@code proxy.acme.example:3128}, or {@code ana@proxy.acme.example:3128} where it requires a login;
     *     an address of IPv6 is in brackets
     * @param password the password of the proxy's user; with null or without a user, no credentials are sent
     * @throws IllegalArgumentException with what the address must be; it does not repeat the address, which may hold a
     *     password
     */
    public Network withProxy(String address, @Nullable String password) {
        HttpProxy proxy = HttpProxy.parse(address);
        ProxySelector selector = ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port()));
        String user = proxy.user();
        String login = user == null || password == null ? null : ProxyLogin.basic(user, password);
        return new Network(selector, login, certificates, timeout);
    }

    /**
     * Trusts the authorities in a PEM file, one or several, besides those of the JVM. The file is read now.
     *
     * @throws IOException with the file and the reason, when it cannot be read or holds no certificate
     */
    public Network withCertificates(Path pem) throws IOException {
        return new Network(proxies, proxyLogin, Certificates.pem(pem), timeout);
    }

    /**
     * Trusts, besides those of the JVM, the authorities that the operating system trusts, to which administrators add
     * their own: the root store on Windows, the keychain on macOS, the bundle below {@code /etc} on Linux. They are read
     * now.
     *
     * @throws IOException when the system's store cannot be read, or there is none
     */
    public Network withSystemCertificates() throws IOException {
        return new Network(proxies, proxyLogin, Certificates.ofTheSystem(), timeout);
    }

    /**
     * Gives each request this long, from the connection to the last byte.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Network withTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) throw new IllegalArgumentException("Not a timeout: " + timeout);
        return new Network(proxies, proxyLogin, certificates, timeout);
    }

    /** This network, with the other's proxy or certificates where this one has those of the JVM. */
    public Network orElse(Network other) {
        return new Network(
                proxies == null ? other.proxies : proxies,
                proxies == null ? other.proxyLogin : proxyLogin,
                certificates == null ? other.certificates : certificates,
                timeout);
    }

    /** The HTTP proxy for an address; empty where there is none, or one of another kind. */
    public Optional<InetSocketAddress> proxyFor(URI address) {
        ProxySelector selector = proxies == null ? ProxySelector.getDefault() : proxies;
        List<Proxy> found = selector == null ? List.of() : selector.select(address);
        return found.stream()
                .limit(1)
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(Proxy::address)
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                .findFirst();
    }

    @Nullable
    String proxyLogin() {
        return proxyLogin;
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
        if (certificates != null) client.sslContext(tls(certificates));
        return client.build();
    }

    /** Made once: making it takes time, and it caches the TLS sessions that new connections can resume. */
    private SSLContext tls(Certificates certificates) {
        SSLContext known = tls;
        if (known != null) return known;
        SSLContext fresh = certificates.withJvmAuthorities();
        tls = fresh;
        return fresh;
    }

    @Override
    public String toString() {
        return "Network[" + (proxies == null ? "the JVM's proxy" : "a proxy") + ", "
                + (certificates == null ? "the JVM's certificates" : certificates) + ", " + timeout + "]";
    }
}
