package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kept-alive connection that has gone deaf: it takes what is sent, and never answers. */
class ConnectionsTest {
    private final List<String> read = new CopyOnWriteArrayList<>();
    /** A client that nothing holds can be collected at any time, and its connections are closed then. */
    private final List<HttpClient> held = new CopyOnWriteArrayList<>();

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicBoolean oldOnesAreDeaf = new AtomicBoolean();
    private ServerSocket server;
    private URI uri = URI.create("http://127.0.0.1/");
    private Instant now = Instant.parse("2026-11-29T09:00:00Z");
    private long nanos;
    private Http http;

    @BeforeEach
    void serve() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/token");
        Thread acceptor = new Thread(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    boolean first = connections.incrementAndGet() == 1;
                    Thread thread = new Thread(() -> answer(socket, first));
                    thread.setDaemon(true);
                    thread.start();
                }
            } catch (IOException closed) {
                return;
            }
        });
        acceptor.setDaemon(true);
        acceptor.start();
        Network network = Network.system().withTimeout(Duration.ofSeconds(2));
        http = new Http(network, new Connections(() -> held(network.client()), () -> now, () -> nanos));
    }

    private HttpClient held(HttpClient client) {
        held.add(client);
        return client;
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void answer(Socket socket, boolean first) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                read.add(line);
                int length = 0;
                for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                    if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(header.substring(15).strip());
                    }
                }
                for (int i = 0; i < length; i++) in.read();
                if (first && oldOnesAreDeaf.get()) continue;
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            return;
        }
    }

    private void post() throws GrantException, InterruptedException {
        http.post(uri, Map.of("refresh_token", "rt"), null);
    }

    @Test
    void should_not_be_used_after_a_pause() throws Exception {
        http.get(uri, null);
        oldOnesAreDeaf.set(true);
        now = now.plusSeconds(5);
        nanos += Duration.ofSeconds(5).toNanos();
        post();
        assertThat(connections).hasValue(2);
        assertThat(read).containsExactly("GET /token HTTP/1.1", "POST /token HTTP/1.1");
    }

    @Test
    void should_not_be_used_after_the_computer_slept_or_its_clock_was_set() throws Exception {
        http.get(uri, null);
        now = now.plusSeconds(3600);
        post();
        now = now.minusSeconds(1800);
        post();
        nanos += Duration.ofMinutes(1).toNanos();
        post();
        assertThat(connections).hasValue(4);
    }

    @Test
    void should_be_used_again_at_once() throws Exception {
        http.get(uri, null);
        now = now.plusSeconds(1);
        nanos += Duration.ofSeconds(1).toNanos();
        post();
        post();
        assertThat(connections).hasValue(1);
    }

    @Test
    void should_never_have_a_post_sent_twice() throws Exception {
        http.get(uri, null);
        oldOnesAreDeaf.set(true);
        assertThatThrownBy(this::post).isInstanceOf(GrantException.Unreachable.class);
        assertThat(read).containsOnlyOnce("POST /token HTTP/1.1");
    }
}
