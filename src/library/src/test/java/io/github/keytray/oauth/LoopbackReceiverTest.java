package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        try (Socket silent = new Socket(Loopback.V4, uri.getPort());
                Socket rude = new Socket(Loopback.V4, uri.getPort())) {
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
        new Socket(Loopback.V4, receiver.redirectUri().getPort()).close();
    }
}
