package io.github.keytray.bench;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The least that a Java program does to ask a socket one line and print the answer. */
public final class AskSocket {
    private AskSocket() {}

    /** Asks: {@code SOCKET LINE}. */
    public static void main(String[] args) throws Exception {
        System.out.println(ask(args[0], args[1]));
    }

    static String ask(String socket, String line) throws Exception {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(line.concat("\n").getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate(16_384);
            for (int n = 0; n >= 0; ) n = channel.read(answer);
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }
}
