package io.github.keytray.tray.x11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that says what it is told to, byte for byte as the protocol has it. */
@Timeout(60)
class XConnectionTest {
    private static final int ROOT_OF_THE_SECOND = 0x200;
    private static final int QUESTION = 43;

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private DisplayName display(int screen) {
        return new DisplayName("127.0.0.1", server.getLocalPort() - 6_000, screen);
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    }

    private static byte[] content(ByteBuffer buffer) {
        byte[] content = new byte[buffer.capacity()];
        buffer.get(0, content);
        return content;
    }

    /** What a server says of itself: a vendor of five letters, one format, and two screens, with two depths and with one. */
    private static byte[] greeting() {
        int screens = (40 + 8 + 24 + 8) + (40 + 8 + 24);
        ByteBuffer greeting = bytes(8 + 32 + 8 + 8 + screens);
        greeting.put(0, (byte) 1).putShort(6, (short) ((greeting.capacity() - 8) / 4));
        greeting.putInt(8 + 4, 0x500_000).putShort(8 + 16, (short) 5);
        greeting.put(8 + 20, (byte) 2).put(8 + 21, (byte) 1);
        int first = 8 + 32 + 8 + 8;
        greeting.putInt(first, 0x100).put(first + 39, (byte) 2).putShort(first + 40 + 2, (short) 1);
        int second = first + 40 + 8 + 24 + 8;
        greeting.putInt(second, ROOT_OF_THE_SECOND).put(second + 39, (byte) 1).putShort(second + 40 + 2, (short) 1);
        return content(greeting);
    }

    private static byte[] packet(int kind, int sequence, int extra) {
        ByteBuffer packet = bytes(32 + extra);
        packet.put(0, (byte) kind).putShort(2, (short) sequence).putInt(4, extra / 4);
        return content(packet.putInt(8, 7));
    }

    /** Serves one connection: the greeting, and after a request of four bytes these packets. Gives what it was shown. */
    private CompletableFuture<String> serve(byte[] greeting, byte[]... answers) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket client = server.accept();
                    DataInputStream in = new DataInputStream(client.getInputStream());
                    OutputStream out = client.getOutputStream()) {
                ByteBuffer head = bytes(12).put(in.readNBytes(12)).flip();
                String name = new String(in.readNBytes(head.getShort(6)), StandardCharsets.ISO_8859_1);
                in.skipNBytes((4 - name.length() % 4) % 4);
                String cookie = new String(in.readNBytes(head.getShort(8)), StandardCharsets.ISO_8859_1);
                in.skipNBytes((4 - cookie.length() % 4) % 4);
                out.write(greeting);
                if (answers.length > 0) in.readNBytes(4);
                for (byte[] answer : answers) out.write(answer);
                in.transferTo(OutputStream.nullOutputStream());
                return name + "=" + cookie;
            } catch (IOException gone) {
                return gone.toString();
            }
        });
    }

    private static String shown(CompletableFuture<String> served) throws InterruptedException, ExecutionException {
        return served.get();
    }

    @Test
    void should_show_its_cookie_and_find_the_screen() throws Exception {
        CompletableFuture<String> served = serve(greeting());
        try (XConnection connection = XConnection.open(display(1), new byte[] {'a', 'b', 'c'})) {
            assertThat(connection.setup().root()).isEqualTo(ROOT_OF_THE_SECOND);
            assertThat(connection.newId()).isEqualTo(0x500_000);
            assertThat(connection.newId()).isEqualTo(0x500_001);
        }
        assertThat(shown(served)).isEqualTo("MIT-MAGIC-COOKIE-1=abc");
    }

    @Test
    void should_show_nothing_without_one() throws Exception {
        CompletableFuture<String> served = serve(greeting());
        XConnection.open(display(0), null).close();
        assertThat(shown(served)).isEqualTo("=");
    }

    @Test
    void should_find_the_answer_among_others() throws Exception {
        CompletableFuture<String> served = serve(
                greeting(), packet(34, 0, 0), packet(0, 0, 0), packet(1, 0, 8), packet(1, 1, 12), packet(1, 2, 0));
        try (XConnection connection = XConnection.open(display(0), null)) {
            ByteBuffer answer = Objects.requireNonNull(connection.ask(XConnection.request(QUESTION, 0, 0)));
            assertThat(answer.limit()).isEqualTo(32 + 12);
            assertThat(answer.getInt(8)).isEqualTo(7);
        }
        assertThat(served).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void should_keep_the_events_that_come_before_an_answer() throws Exception {
        CompletableFuture<String> served =
                serve(greeting(), packet(34, 0, 0), packet(0, 0, 0), packet(33 | 0x80, 0, 0), packet(1, 1, 0));
        try (XConnection connection = XConnection.open(display(0), null)) {
            assertThat(connection.ask(XConnection.request(QUESTION, 0, 0))).isNotNull();
            assertThat(connection.event())
                    .isNotNull()
                    .satisfies(event -> assertThat(event.get(0)).isEqualTo((byte) 34));
            assertThat(connection.event())
                    .isNotNull()
                    .satisfies(event -> assertThat(event.get(0) & 0x7f).isEqualTo(33));
            assertThat(connection.event()).as("no waiting").isNull();
        }
        assertThat(served).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void should_not_keep_events_without_end() throws Exception {
        byte[][] events = new byte[1_002][];
        Arrays.fill(events, packet(34, 0, 0));
        CompletableFuture<String> served = serve(greeting(), events);
        try (XConnection connection = XConnection.open(display(0), null)) {
            assertThatThrownBy(() -> connection.ask(XConnection.request(QUESTION, 0, 0)))
                    .hasMessageContaining("other things");
        }
        assertThat(served).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void should_take_an_error_for_no_answer() throws Exception {
        CompletableFuture<String> served = serve(greeting(), packet(0, 1, 0));
        try (XConnection connection = XConnection.open(display(0), null)) {
            assertThat(connection.ask(XConnection.request(QUESTION, 0, 0))).isNull();
        }
        assertThat(served).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void should_not_wait_for_ever_nor_read_without_end() throws Exception {
        ByteBuffer endless = ByteBuffer.wrap(packet(1, 1, 0)).order(ByteOrder.nativeOrder());
        CompletableFuture<String> served = serve(greeting(), content(endless.putInt(4, Integer.MAX_VALUE)));
        try (XConnection connection = XConnection.open(display(0), null)) {
            assertThatThrownBy(() -> connection.ask(XConnection.request(QUESTION, 0, 0)))
                    .isInstanceOfAny(IOException.class, ArithmeticException.class);
        }
        assertThat(served).succeedsWithin(30, TimeUnit.SECONDS);
        served = serve(greeting());
        try (XConnection connection = XConnection.open(display(0), null)) {
            assertThatThrownBy(() -> connection.ask(XConnection.request(QUESTION, 0, 0)))
                    .hasMessageContaining("in time");
        }
        assertThat(served).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void should_be_refused_with_a_reason() {
        byte[] refusal = content(bytes(8 + 8).putShort(6, (short) 2));
        CompletableFuture<String> served = serve(refusal);
        assertThatThrownBy(() -> XConnection.open(display(0), null)).hasMessageContaining("let us in");
        assertThat(served).succeedsWithin(30, TimeUnit.SECONDS);
    }
}
