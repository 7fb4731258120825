package io.github.keytray.internal.dbus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** At an abstract socket. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class AbstractSocketTest {
    private static final long SOON = Duration.ofMillis(200).toNanos();
    private static final long LATER = Duration.ofSeconds(30).toNanos();

    private final AbstractListener listener = new AbstractListener();

    @BeforeEach
    void listen() {
        listener.listen();
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private ByteChannel connect() throws Exception {
        return AbstractSocket.connect(listener.name(), System.nanoTime() + LATER);
    }

    /** More than fits into the socket, so that neither end moves it in one piece. */
    @Test
    void should_move_any_amount_both_ways() throws Exception {
        byte[] sent = new byte[3_000_000];
        new Random(1).nextBytes(sent);
        ByteBuffer out = ByteBuffer.wrap(sent);
        ByteBuffer in = ByteBuffer.allocate(sent.length);
        boolean isHeldUp = false;
        try (ByteChannel channel = connect();
                AbstractListener.Peer peer = listener.accept()) {
            while (out.hasRemaining() && channel.write(out) > 0)
                assertThat(channel.isOpen()).isTrue();
            assertThat(out.hasRemaining()).as("the other end does not read yet").isTrue();
            Thread echo = peer.echo(sent.length);
            while (in.hasRemaining()) {
                if (out.hasRemaining()) channel.write(out);
                if (channel.read(in) == 0) isHeldUp = true;
            }
            echo.join();
            assertThat(in.array()).isEqualTo(sent);
            assertThat(isHeldUp).as("it does not block").isTrue();
        }
    }

    @Test
    void should_tell_that_the_other_end_has_closed() throws Exception {
        try (ByteChannel channel = connect()) {
            listener.accept().close();
            assertThat(channel.read(ByteBuffer.allocate(8))).isEqualTo(-1);
            assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(8))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void should_be_closed_once() throws Exception {
        ByteChannel channel = connect();
        channel.close();
        // By now the number may be another file's.
        try (ByteChannel other = connect()) {
            channel.close();
            assertThat(other.write(ByteBuffer.wrap("hello".getBytes(US_ASCII)))).isEqualTo(5);
        }
        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(8))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(8))).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void should_not_be_waited_for_where_no_program_listens() {
        listener.close();
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class).hasMessageContaining("connect");
        for (String name : new String[] {"", "a".repeat(108)}) {
            assertThatThrownBy(() -> AbstractSocket.connect(name, System.nanoTime() + LATER))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No name");
        }
    }

    @Test
    void should_be_given_up_on_when_none_takes_the_connection() throws Exception {
        try (ByteChannel first = connect();
                ByteChannel second = connect()) {
            assertThat(first.isOpen() && second.isOpen()).isTrue();
            assertThatThrownBy(() -> AbstractSocket.connect(listener.name(), System.nanoTime() + SOON))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not take");
        }
    }

    @Test
    void should_be_given_up_on_when_the_bus_is_mute() {
        assertThatThrownBy(() -> BusSocket.connect("\0" + listener.name(), SOON, LATER))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void should_let_go_of_a_caller_who_is_interrupted() throws Exception {
        Thread caller = new Thread(() -> {
            try {
                BusSocket.connect("\0" + listener.name(), LATER, LATER).close();
            } catch (IOException | InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        caller.start();
        listener.accept();
        caller.interrupt();
        caller.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(caller.isAlive()).isFalse();
    }
}
