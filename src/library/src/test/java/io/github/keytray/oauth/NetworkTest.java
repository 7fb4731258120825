package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.keytray.GrantException;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The network of a company, and others that are not as one would wish. */
class NetworkTest {
    private static final String METADATA =
            "{\"issuer\":\"%1$s\",\"authorization_endpoint\":\"%1$s/a\"," + "\"token_endpoint\":\"%1$s/t\"}";

    private final List<URI> asked = new CopyOnWriteArrayList<>();

    private HttpServer serve(InetAddress address, String issuer, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        String self = issuer.isEmpty() ? "http://[::1]:" + server.getAddress().getPort() : issuer;
        server.createContext("/", exchange -> answer(exchange, status, METADATA.formatted(self)));
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        asked.add(exchange.getRequestURI());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (status == 407) exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"acme\"");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Network through(InetSocketAddress proxy) {
        return Network.system().withProxies(ProxySelector.of(proxy));
    }

    @Nested
    class A_proxy {
        private static final String ISSUER = "http://localhost:9";

        @Test
        void should_be_asked_instead_of_the_provider() throws Exception {
            HttpServer proxy = serve(LoopbackAddress.V4, ISSUER, 200);
            try {
                ProviderMetadata metadata =
                        Provider.of(ISSUER, through(proxy.getAddress())).metadata();
                assertThat(metadata.tokenEndpoint()).hasToString(ISSUER + "/t");
                assertThat(asked).containsExactly(URI.create(ISSUER + "/.well-known/openid-configuration"));
            } finally {
                proxy.stop(0);
            }
        }

        @Test
        void should_be_said_to_want_a_sign_in_of_its_own() throws Exception {
            HttpServer proxy = serve(LoopbackAddress.V4, ISSUER, 407);
            try {
                assertWantsSignIn(Provider.of(ISSUER, through(proxy.getAddress())));
            } finally {
                proxy.stop(0);
            }
        }

        @Test
        void should_be_said_to_want_a_sign_in_before_it_lets_tls_through() throws Exception {
            try (ServerSocket proxy = new ServerSocket(0, 10, LoopbackAddress.V4)) {
                Thread refusing = new Thread(() -> refuse(proxy));
                refusing.setDaemon(true);
                refusing.start();
                InetSocketAddress address = new InetSocketAddress(LoopbackAddress.V4, proxy.getLocalPort());
                assertWantsSignIn(Provider.of("https://login.acme.example", through(address)));
            }
        }

        private static void refuse(ServerSocket proxy) {
            String challenge = "Proxy-Authenticate: Basic realm=\"acme\"\r\nContent-Length: 0";
            String answer = "HTTP/1.1 407 Proxy Authentication Required\r\n" + challenge + "\r\n\r\n";
            try {
                while (true) {
                    try (Socket socket = proxy.accept()) {
                        byte[] request = new byte[4096];
                        if (socket.getInputStream().read(request) > 0) {
                            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                        }
                    }
                }
            } catch (IOException closed) {
                return;
            }
        }

        private void assertWantsSignIn(Provider provider) {
            assertThatThrownBy(provider::metadata)
                    .isInstanceOf(GrantException.Unreachable.class)
                    .hasMessage(
                            "Your network's proxy asks for a sign-in of its own. Sign in to the proxy and try again.");
        }

        @Test
        void should_be_said_to_be_out_of_reach() {
            Provider provider = Provider.of(ISSUER, through(new InetSocketAddress(LoopbackAddress.V4, 1)));
            assertThatThrownBy(provider::metadata).isInstanceOf(GrantException.Unreachable.class);
        }
    }

    @Nested
    class The_jvm {
        private final ProxySelector proxies = ProxySelector.getDefault();
        private final Object tls = HttpsURLConnection.getDefaultSSLSocketFactory();

        @BeforeEach
        void isAsItWas() {
            assertThat(Authenticator.getDefault()).isNull();
        }

        @Test
        void should_be_left_as_it_is() throws Exception {
            Network network = through(new InetSocketAddress(LoopbackAddress.V4, 1))
                    .withSystemCertificates()
                    .withTimeout(Duration.ofSeconds(1));
            assertThatThrownBy(Provider.of("http://localhost:9", network)::metadata)
                    .isInstanceOf(GrantException.Unreachable.class);
            assertThat(ProxySelector.getDefault()).isSameAs(proxies);
            assertThat(HttpsURLConnection.getDefaultSSLSocketFactory()).isSameAs(tls);
            assertThat(Authenticator.getDefault()).isNull();
        }
    }

    @Nested
    class A_network_of_ipv6_only {
        @Test
        void should_lead_to_the_provider_and_back() throws Exception {
            assumeThatCode(() -> new ServerSocket(0, 1, LoopbackAddress.V6).close())
                    .doesNotThrowAnyException();
            HttpServer server = serve(LoopbackAddress.V6, "", 200);
            try {
                String issuer = "http://[::1]:" + server.getAddress().getPort();
                assertThat(Provider.of(issuer).metadata().issuer()).isEqualTo(issuer);
            } finally {
                server.stop(0);
            }
            try (LoopbackReceiver receiver = LoopbackReceiver.open(URI.create("http://[::1]/back"), "s")) {
                assertThat(receiver.redirectUri().toString()).matches("http://\\[::1]:\\d+/back");
                new Socket(LoopbackAddress.V6, receiver.redirectUri().getPort()).close();
            }
        }
    }

    @Nested
    class Silence {
        private ServerSocket silent;

        @BeforeEach
        void listen() throws IOException {
            silent = new ServerSocket(0, 10, LoopbackAddress.V4);
        }

        @AfterEach
        void close() throws IOException {
            silent.close();
        }

        @Test
        void should_end_in_time() {
            Provider provider = Provider.of(
                    "http://127.0.0.1:" + silent.getLocalPort(),
                    Network.system().withTimeout(Duration.ofMillis(200)));
            assertThatThrownBy(provider::metadata)
                    .isInstanceOf(GrantException.Unreachable.class)
                    .hasMessageContaining("cannot be reached");
            assertThatThrownBy(() -> Network.system().withTimeout(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class A_false_secret {
        @Test
        void should_be_told_although_the_jvm_would_rather_ask_for_a_password() {
            try (EmbeddedProvider embedded =
                    EmbeddedProvider.builder().client("secretive", "right").start()) {
                Client client = Client.of("secretive").withSecret("wrong");
                AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                        Provider.of(embedded.issuer()),
                        client,
                        Browser.of(StandInUser.called("alice")::open),
                        Duration.ofSeconds(20),
                        InstantSource.system());
                GrantException.Rejected refused = catchThrowableOfType(
                        GrantException.Rejected.class, () -> grant.fetchToken(TokenRequest.interactive()));
                assertThat(refused.error()).contains("invalid_client");
                assertThat(refused).hasMessageContaining("Check the client id");
            }
        }
    }
}
