package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.keytray.GrantException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackReceiverTest {
    private static final String STATE = "the-state";

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private LoopbackReceiver receiver;

    LoopbackReceiverTest() throws Exception {
        receiver = LoopbackReceiver.open(null, STATE);
    }

    @BeforeEach
    void isOpen() {
        assertThat(receiver.redirectUri().toString()).matches("http://127\\.0\\.0\\.1:\\d+/callback");
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private CompletableFuture<HttpResponse<String>> visit(String method, String pathAndQuery) {
        URI uri = receiver.redirectUri().resolve(pathAndQuery);
        return http.sendAsync(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /favicon.ico, 404",
        "GET, /callback/more?state=the-state&code=x, 404",
        "POST, /callback?state=the-state&code=x, 405",
        "GET, /callback?code=x, 400",
        "GET, /callback?state=other&code=x, 400",
        "GET, /callback?state=the-state&state=the-state&code=x, 400",
        "GET, /callback, 400",
    })
    void should_refuse_whoever_is_not_ours_and_wait_on(String method, String target, int status) throws Exception {
        assertThat(visit(method, target).get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(status);
        assertThat(receiver.redirect()).isNotDone();
        CompletableFuture<HttpResponse<String>> ours = visit("GET", "/callback?state=the-state&code=c%20d");
        assertThat(receiver.redirect().get(10, TimeUnit.SECONDS)).containsEntry("code", "c d");
        receiver.show(ResultPage.SIGNED_IN);
        assertThat(ours.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void should_hold_the_page_until_the_outcome_is_known() throws Exception {
        CompletableFuture<HttpResponse<String>> page = visit("GET", "/callback?state=the-state&code=secret-code");
        receiver.redirect().get(10, TimeUnit.SECONDS);
        assertThat(page).isNotDone();
        receiver.show(ResultPage.DENIED);
        HttpResponse<String> answer = page.get(10, TimeUnit.SECONDS);
        assertThat(answer.body()).contains("You are not signed in").doesNotContain("secret-code", "http");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
    }

    @Test
    void should_show_a_repeated_answer_the_same_page_and_take_the_first() throws Exception {
        CompletableFuture<HttpResponse<String>> first = visit("GET", "/callback?state=the-state&code=1");
        receiver.redirect().get(10, TimeUnit.SECONDS);
        CompletableFuture<HttpResponse<String>> second = visit("GET", "/callback?state=the-state&code=2");
        receiver.show(ResultPage.SIGNED_IN);
        assertThat(first.get(10, TimeUnit.SECONDS).body())
                .isEqualTo(second.get(10, TimeUnit.SECONDS).body());
        assertThat(receiver.redirect().get()).containsEntry("code", "1");
    }

    @Test
    void should_not_be_kept_by_somebody_who_says_nothing_or_nonsense() throws Exception {
        URI uri = receiver.redirectUri();
        try (Socket silent = new Socket(LoopbackAddress.V4, uri.getPort());
                Socket rude = new Socket(LoopbackAddress.V4, uri.getPort())) {
            rude.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(rude.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400");
            CompletableFuture<HttpResponse<String>> ours = visit("GET", "/callback?state=the-state&code=1");
            receiver.redirect().get(10, TimeUnit.SECONDS);
            receiver.show(ResultPage.SIGNED_IN);
            assertThat(ours.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(silent.isConnected()).isTrue();
        }
    }

    @Test
    void should_let_the_page_through_and_then_be_gone() throws Exception {
        CompletableFuture<HttpResponse<String>> page = visit("GET", "/callback?state=the-state&error=access_denied");
        receiver.redirect().get(10, TimeUnit.SECONDS);
        receiver.close();
        assertThat(page.get(10, TimeUnit.SECONDS).body()).contains("did not succeed");
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }

    private void connect() throws IOException {
        new Socket(LoopbackAddress.V4, receiver.redirectUri().getPort()).close();
    }

    @Nested
    class An_answer_to_another_sign_in {
        @Test
        void should_end_on_a_page_that_says_so() throws Exception {
            HttpResponse<String> page =
                    visit("GET", "/callback?state=other&code=secret-code").get(10, TimeUnit.SECONDS);
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body())
                    .contains("This answer does not belong here", "not for the sign-in that is under way")
                    .doesNotContain("secret-code");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'");
        }
    }

    @Nested
    class A_form {
        private HttpResponse<String> post(String type, String body) throws Exception {
            CompletableFuture<HttpResponse<String>> page = http.sendAsync(
                    HttpRequest.newBuilder(receiver.redirectUri())
                            .header("Content-Type", type)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            receiver.show(ResultPage.SIGNED_IN);
            return page.get(10, TimeUnit.SECONDS);
        }

        /** The status; null where the connection ended before all was sent. */
        private @Nullable Integer refusal(String type, String body) throws Exception {
            try {
                return post(type, body).statusCode();
            } catch (ExecutionException ended) {
                assertThat(ended).hasCauseInstanceOf(IOException.class);
                return null;
            }
        }

        @Test
        void should_be_taken_for_an_answer() throws Exception {
            String padding = "&padding=" + "x".repeat(20_000);
            HttpResponse<String> page =
                    post("application/x-www-form-urlencoded; charset=UTF-8", "state=the-state&code=c+d" + padding);
            assertThat(page.body()).contains("You are signed in");
            assertThat(page.uri()).isEqualTo(receiver.redirectUri());
            assertThat(receiver.redirect().get(10, TimeUnit.SECONDS)).containsEntry("code", "c d");
        }

        @ParameterizedTest
        @CsvSource({
            "application/x-www-form-urlencoded, state=other&code=x, 400",
            "application/x-www-form-urlencoded, code=x, 400",
            "application/x-www-form-urlencoded, state=the-state&state=the-state&code=x, 400",
            "text/plain, state=the-state&code=x, 405",
            "multipart/form-data, state=the-state&code=x, 405",
        })
        void should_stand_the_same_checks(String type, String body, int status) throws Exception {
            assertThat(post(type, body).statusCode()).isEqualTo(status);
            assertThat(receiver.redirect()).isNotDone();
        }

        @Test
        void should_not_be_taken_when_it_is_too_long_or_says_it_in_the_address() throws Exception {
            String form = "application/x-www-form-urlencoded";
            assertThat(refusal(form, "state=the-state&code=" + "x".repeat(70_000)))
                    .isIn(400, null);
            CompletableFuture<HttpResponse<String>> inAddress = http.sendAsync(
                    HttpRequest.newBuilder(URI.create(receiver.redirectUri() + "?state=the-state&code=x"))
                            .header("Content-Type", form)
                            .POST(HttpRequest.BodyPublishers.ofString("a=b"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(inAddress.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(400);
            assertThat(receiver.redirect()).isNotDone();
        }
    }

    @Nested
    class An_address {
        @ParameterizedTest
        @CsvSource({
            "http://127.0.0.1:80/x, 127.0.0.1, true",
            "http://127.0.0.1:80/x, 127.0.0.1:80, true",
            "http://[::1]:80/x, [::1], true",
            "http://127.0.0.1:80/x, 127.0.0.1:81, false",
            "http://127.0.0.1:80/x, localhost, false",
            "http://127.0.0.1:8080/x, 127.0.0.1, false",
            "http://127.0.0.1:8080/x, 127.0.0.1:8080, true",
            "http://127.0.0.1:8080/x, , false",
        })
        void should_be_known_by_its_host_and_port(URI address, @Nullable String host, boolean named) {
            assertThat(Loopback.isNamed(address, host)).isEqualTo(named);
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "[::1]"})
        void should_be_served_on_both_that_localhost_may_mean(String host) throws Exception {
            assumeTrue(NetworkInterface.getByInetAddress(LoopbackAddress.V6) != null, "no IPv6 here");
            receiver.close();
            receiver = LoopbackReceiver.open(URI.create("http://localhost/callback"), STATE);
            int port = receiver.redirectUri().getPort();
            assertThat(receiver.redirectUri()).hasHost("localhost");
            try (Socket browser = new Socket(LoopbackAddress.of(host), port)) {
                String request =
                        "GET /callback?state=the-state&code=1 HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n";
                browser.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertThat(receiver.redirect().get(10, TimeUnit.SECONDS)).containsEntry("code", "1");
            }
        }

        @Test
        void should_be_served_at_the_port_that_browsers_do_not_name() throws Exception {
            URI configured = URI.create("http://127.0.0.1:80/callback");
            receiver.close();
            try {
                receiver = LoopbackReceiver.open(configured, STATE);
            } catch (GrantException.Unreachable notAllowed) {
                abort("The port 80 is not for us here");
            }
            assertThat(receiver.redirectUri()).isEqualTo(configured);
            CompletableFuture<HttpResponse<String>> page = visit("GET", "/callback?state=the-state&code=1");
            receiver.redirect().get(10, TimeUnit.SECONDS);
            receiver.show(ResultPage.SIGNED_IN);
            assertThat(page.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void should_go_on_when_there_are_no_file_descriptors_for_a_while() throws Exception {
        receiver.close();
        AtomicInteger refused = new AtomicInteger();
        ServerSocket poor = new ServerSocket(0, 1, LoopbackAddress.V4) {
            @Override
            public Socket accept() throws IOException {
                if (refused.incrementAndGet() <= 3) throw new SocketException("Too many open files");
                return super.accept();
            }
        };
        receiver = LoopbackReceiver.open(new LoopbackListener(List.of(poor)), null, STATE);
        CompletableFuture<HttpResponse<String>> page = visit("GET", "/callback?state=the-state&code=1");
        assertThat(receiver.redirect().get(10, TimeUnit.SECONDS)).containsEntry("code", "1");
        receiver.show(ResultPage.SIGNED_IN);
        assertThat(page.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(refused).hasValueGreaterThan(3);
    }
}
