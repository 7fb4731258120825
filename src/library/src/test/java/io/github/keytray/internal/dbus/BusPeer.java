package io.github.keytray.internal.dbus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A program that others call on a bus. It is given one call after the other, and may answer each at once or later. */
public final class BusPeer implements AutoCloseable {
    private static final String BUS = "org.freedesktop.DBus";
    private final SocketChannel channel;
    private final AtomicInteger serial = new AtomicInteger();

    /** What is called. */
    @FunctionalInterface
    public interface Service {
        void called(Call call);
    }

    /**
     * @param name the name on the bus by which it is called
     */
    public BusPeer(Path socket, String name, Service service) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        write("\0AUTH EXTERNAL\r\n".getBytes(US_ASCII));
        line();
        write("DATA\r\n".getBytes(US_ASCII));
        if (!line().startsWith("OK")) throw new IOException("The bus does not let us in");
        write("BEGIN\r\n".getBytes(US_ASCII));
        ask("Hello", "");
        ask("RequestName", "su", name, 0);
        Thread thread = new Thread(() -> serve(service), "bus-peer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Calls the bus, and waits for its answer. */
    private void ask(String method, String signature, Object... arguments) throws IOException {
        write(Message.call(serial.incrementAndGet(), new String[] {BUS, "/", BUS, method}, signature, arguments));
        Message answer = Message.parse(next());
        while (answer.isSignal()) answer = Message.parse(next());
        if (answer.isError()) throw new IOException(answer.errorName());
    }

    private void serve(Service service) {
        try {
            while (true) {
                Message message = Message.parse(next());
                if (message.isCall()) service.called(new Call(message));
            }
        } catch (IOException ended) {
            // With the bus, or with the test.
        }
    }

    private ByteBuffer next() throws IOException {
        ByteBuffer prefix = read(ByteBuffer.allocate(Message.PREFIX)).flip();
        int length = Message.length(prefix);
        return read(ByteBuffer.allocate(length).put(prefix)).flip();
    }

    private ByteBuffer read(ByteBuffer into) throws IOException {
        while (into.hasRemaining()) if (channel.read(into) < 0) throw new IOException("The bus has ended");
        return into;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            char c = (char) read(ByteBuffer.allocate(1)).flip().get();
            if (c == '\n') return line.toString();
            line.append(c);
        }
    }

    private synchronized void write(byte[] bytes) throws IOException {
        Channels.newOutputStream(channel).write(bytes);
    }

    /** Sends a signal to those who want it. */
    public void signal(String path, String face, String member, String signature, Object... values) {
        send(Message.signal(serial.incrementAndGet(), new String[] {path, face, member}, signature, values));
    }

    private void send(byte[] message) {
        try {
            write(message);
        } catch (IOException ended) {
            // Nothing waits for it any more.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A call that waits for an answer. */
    public final class Call {
        private final Message message;

        private Call(Message message) {
            this.message = message;
        }

        /** The connection of the program that calls. */
        public String sender() {
            return message.sender();
        }

        public String path() {
            return message.path();
        }

        public String member() {
            return message.member();
        }

        public Object argument(int number) {
            return message.body()[number];
        }

        public String text(int number) {
            return String.valueOf(message.body()[number]);
        }

        public void reply(String signature, Object... values) {
            send(message.reply(serial.incrementAndGet(), signature, values));
        }

        /**
         * Answers with an error.
         *
         * @param name that of the error
         */
        public void refuse(String name) {
            send(message.error(serial.incrementAndGet(), name, "refused"));
        }
    }
}
