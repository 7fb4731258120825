package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.ForwardProxy;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy that wants to know who comes. */
@Isolated("the JVM has one authenticator")
class ProxyLoginTest {
    private static final Client SECRETIVE = Client.of("secretive").withSecret("hush");

    private final EmbeddedProvider embedded =
            EmbeddedProvider.builder().client("secretive", "hush").start();
    private ForwardProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = new ForwardProxy("ana:s3cret");
    }

    @AfterEach
    void stop() {
        Authenticator.setDefault(null);
        proxy.close();
        embedded.close();
    }

    private Network network(String user) {
        return Network.system().withProxy(user + "@localhost:" + proxy.port(), "s3cret");
    }

    /** A client with a secret, and userinfo: both are told who asks in a header of their own. */
    private String signIn(Network network) throws GrantException, InterruptedException {
        Provider provider = Provider.of(embedded.issuer(), network);
        Token token = new AuthorizationCodeGrant(
                        provider,
                        SECRETIVE,
                        Browser.of(StandInUser.called("alice")::open),
                        Duration.ofSeconds(20),
                        InstantSource.system())
                .fetchToken(TokenRequest.interactive());
        return new UserInfoFetcher(provider).fetchUser(token).username();
    }

    @Test
    void should_be_told_at_once_and_nobody_else() throws Exception {
        assertThat(signIn(network("ana"))).isEqualTo("alice");
        assertThat(proxy.visitors()).hasSizeGreaterThan(3).doesNotContain("");
        assertThat(embedded.requests())
                .extracting(Request::headers)
                .noneMatch(headers -> headers.containsKey("proxy-authorization"));
        assertThat(network("ana").toString()).doesNotContain("s3cret", ProxyLogin.basic("ana", "s3cret"));
    }

    @Test
    void should_be_said_not_to_know_who_comes() {
        assertThatThrownBy(() -> signIn(network("eve")))
                .isInstanceOf(GrantException.Unreachable.class)
                .hasMessageContaining("does not accept the user name and password")
                .hasMessageNotContaining("s3cret");
        assertThat(embedded.requests()).isEmpty();
    }

    @Test
    void should_be_answered_by_the_host_where_it_has_an_answer() throws Exception {
        List<String> questions = new ArrayList<>();
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                questions.add(getRequestorType() + " " + getRequestingHost() + " " + getRequestingPrompt());
                return new PasswordAuthentication("ana", "s3cret".toCharArray());
            }
        });
        String nameless = "localhost:" + proxy.port();
        assertThat(signIn(Network.system().withProxy(nameless, null))).isEqualTo("alice");
        assertThat(questions).containsExactly("PROXY localhost acme");
    }

    @Test
    void should_not_keep_the_client_from_saying_who_it_is_where_the_host_answers_proxies() throws Exception {
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                throw new AssertionError("No proxy is asked");
            }
        });
        assertThat(signIn(Network.system())).isEqualTo("alice");
    }

    @Test
    void should_be_said_to_be_told_nothing_where_java_sees_to_that() throws Exception {
        try (ServerSocket tunnel = new ServerSocket(0, 10, LoopbackAddress.V4)) {
            Thread refusing = new Thread(() -> refuse(tunnel));
            refusing.setDaemon(true);
            refusing.start();
            String ana = "ana@127.0.0.1:" + tunnel.getLocalPort();
            Provider provider =
                    Provider.of("https://login.acme.example", Network.system().withProxy(ana, "s3cret"));
            assertThatThrownBy(provider::metadata)
                    .isInstanceOf(GrantException.Unreachable.class)
                    .hasMessageContaining("-Djdk.http.auth.tunneling.disabledSchemes=");
        }
    }

    private static void refuse(ServerSocket tunnel) {
        try {
            while (true) {
                try (Socket socket = tunnel.accept()) {
                    byte[] request = new byte[4096];
                    if (socket.getInputStream().read(request) <= 0) continue;
                    String challenge = "Proxy-Authenticate: Basic realm=\"acme\"\r\nContent-Length: 0";
                    String answer = "HTTP/1.1 407 No\r\n" + challenge + "\r\n\r\n";
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    @Test
    void should_be_read_as_people_write_it() {
        assertThat(HttpProxy.parse("proxy:3128")).isEqualTo(new HttpProxy(null, "proxy", 3128));
        assertThat(HttpProxy.parse("ana@acme.example@proxy.acme.example:8080"))
                .isEqualTo(new HttpProxy("ana@acme.example", "proxy.acme.example", 8080))
                .hasToString("ana@acme.example@proxy.acme.example:8080");
        assertThat(HttpProxy.parse("ACME\\ana@[::1]:1")).isEqualTo(new HttpProxy("ACME\\ana", "[::1]", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "proxy", "proxy:", "proxy:0", "proxy:70000", "http://proxy:3128", "ana:s3cret@proxy:3128"})
    void should_be_refused_otherwise_without_being_repeated(String text) {
        assertThatThrownBy(() -> HttpProxy.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be HOST:PORT")
                .hasMessageNotContaining("s3cret");
    }
}
