package io.github.keytray.tray.x11;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On the test's own X server, which lets in only those that have its cookie. */
@Needs(DesktopPart.DISPLAY)
class XDisplayIT {
    private static final Map<String, String> OURS = System.getenv();

    @TempDir
    Path directory;

    private Map<String, String> with(String variable, String value) {
        Map<String, String> environment = new HashMap<>(OURS);
        environment.put(variable, value);
        return environment;
    }

    private static int number() {
        return DisplayName.of(OURS.getOrDefault("DISPLAY", "")).orElseThrow().number();
    }

    @Test
    void should_say_what_is_there_and_nothing_of_what_is_not() {
        try (XDisplay display = XDisplay.open(OURS).orElseThrow()) {
            assertThat(display.numbers(display.root(), "_NET_SUPPORTING_WM_CHECK"))
                    .hasSize(1);
            assertThat(display.text(display.root(), "_NET_SUPPORTING_WM_CHECK"))
                    .as("no text")
                    .isEmpty();
            assertThat(display.numbers(display.root(), "KEYTRAY_NO_SUCH_PROPERTY"))
                    .isEmpty();
            assertThat(display.text(0, "_NET_WM_NAME")).as("no such window").isEmpty();
            assertThat(display.owner("KEYTRAY_NO_SUCH_SELECTION")).isEmpty();
            display.setText(0, "KEYTRAY", "an error that is awaited by no call");
            assertThat(display.owner("WM_S0")).as("after an error").isPresent();
        }
    }

    @Test
    void should_write_texts_of_any_length() {
        try (XDisplay display = XDisplay.open(OURS).orElseThrow()) {
            for (String text : new String[] {"a", "ab", "abc", "abcd", "Schlüssel", "x".repeat(4_000)}) {
                display.setText(display.root(), "KEYTRAY_TEXT", text);
                assertThat(display.text(display.root(), "KEYTRAY_TEXT")).contains(text);
            }
        }
    }

    @Test
    void should_be_absent_without_a_server_that_lets_us_in() throws Exception {
        assertThat(XDisplay.open(with("DISPLAY", ""))).isEmpty();
        assertThat(XDisplay.open(with("DISPLAY", ":9999"))).isEmpty();
        assertThat(XDisplay.open(with("DISPLAY", ":" + number() + ".200")))
                .as("no such screen")
                .isEmpty();
        Path empty = Files.createFile(directory.resolve("empty"));
        assertThat(XDisplay.open(with("XAUTHORITY", empty.toString())))
                .as("no cookie")
                .isEmpty();
    }

    /** As that of one that is only being started. */
    @Test
    @Timeout(60)
    void should_wait_while_the_queue_is_full() throws Exception {
        int number = 100_000_000 + (int) (ProcessHandle.current().pid() % 100_000_000);
        Path socket = Path.of("/tmp/.X11-unix/X" + number);
        try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            busy.bind(UnixDomainSocketAddress.of(socket), 1);
            List<SocketChannel> before = fill(socket);
            CompletableFuture<Boolean> served = CompletableFuture.supplyAsync(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(300);
                    for (int i = 0; i <= before.size(); i++) busy.accept().close();
                    return true;
                } catch (IOException | InterruptedException e) {
                    return false;
                }
            });
            assertThat(XDisplay.open(with("DISPLAY", ":" + number))).isEmpty();
            assertThat(served).as("it came to the server").succeedsWithin(20, TimeUnit.SECONDS);
            for (SocketChannel each : before) each.close();
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    private static List<SocketChannel> fill(Path socket) throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        while (true) {
            SocketChannel next = SocketChannel.open(StandardProtocolFamily.UNIX);
            next.configureBlocking(false);
            try {
                next.connect(UnixDomainSocketAddress.of(socket));
                waiting.add(next);
            } catch (IOException full) {
                next.close();
                return waiting;
            }
        }
    }

    @Test
    @Timeout(60)
    void should_not_wait_for_a_server_that_does_not_answer() throws Exception {
        try (ServerSocket silent = listening()) {
            String display = "127.0.0.1:" + (silent.getLocalPort() - 6_000);
            assertThat(XDisplay.open(with("DISPLAY", display))).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void should_survive_what_is_no_x_server() throws Exception {
        try (ServerSocket server = listening()) {
            Thread thread = new Thread(() -> {
                try (Socket client = server.accept();
                        InputStream in = client.getInputStream()) {
                    int unused = in.read();
                    client.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".repeat(10).getBytes(StandardCharsets.US_ASCII));
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            thread.start();
            String display = "127.0.0.1:" + (server.getLocalPort() - 6_000);
            assertThat(XDisplay.open(with("DISPLAY", display))).isEmpty();
            thread.join();
        }
    }

    private static ServerSocket listening() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }
}
