package io.github.keytray.broker;

import io.github.keytray.internal.broker.Handover;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A connection of an application, until it has its response. */
final class BrokerConnection {
    private static final int LONGEST_QUESTION = 8_192;
    private static final int LONGEST_HANDOVER = 131_072;
    private static final long PATIENCE = 2_000_000_000L;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final long since;
    private ByteBuffer question = ByteBuffer.allocate(LONGEST_QUESTION);
    private @Nullable ByteBuffer answer;

    BrokerConnection(SocketChannel channel, SelectionKey key, long since) {
        this.channel = channel;
        this.key = key;
        this.since = since;
    }

    boolean isLate(long now) {
        return now - since > PATIENCE;
    }

    /** Reads or writes what can be; returns whether that was all. */
    boolean process(UnaryOperator<String> answers) throws IOException {
        if (answer == null) {
            boolean over = channel.read(question) < 0;
            if (over && question.position() == 0) return true;
            String line = line(over);
            if (line == null) return !hasRoom();
            answer = ByteBuffer.wrap(answers.apply(line).getBytes(StandardCharsets.UTF_8));
        }
        channel.write(answer);
        if (!answer.hasRemaining()) return true;
        key.interestOps(SelectionKey.OP_WRITE);
        return false;
    }

    /** Only what is handed over may be long. */
    private boolean hasRoom() {
        if (question.hasRemaining()) return true;
        byte[] start = Handover.START.getBytes(StandardCharsets.UTF_8);
        boolean isHandover = Arrays.equals(start, Arrays.copyOf(question.array(), start.length));
        if (!isHandover || question.capacity() >= LONGEST_HANDOVER) return false;
        question = ByteBuffer.allocate(question.capacity() * 2).put(question.flip());
        return true;
    }

    /** The question, once it is whole: the end of what is said ends a line, too. */
    private @Nullable String line(boolean over) {
        for (int i = 0; i < question.position(); i++) {
            if (question.get(i) == '\n') return new String(question.array(), 0, i, StandardCharsets.UTF_8);
        }
        return over ? new String(question.array(), 0, question.position(), StandardCharsets.UTF_8) : null;
    }
}
