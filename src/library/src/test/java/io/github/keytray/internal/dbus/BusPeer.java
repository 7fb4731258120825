package io.github.keytray.internal.dbus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A program that others call on a bus. It is given one call after the other, and may answer each at once or later. */
public final class BusPeer implements AutoCloseable {
    private static final String BUS = "org.freedesktop.DBus";
    private static final int PATH = 1;
    private static final int INTERFACE = 2;
    private static final int MEMBER = 3;
    private static final int ERROR_NAME = 4;
    private static final int REPLY_SERIAL = 5;
    private static final int DESTINATION = 6;
    private static final int SENDER = 7;
    private static final int SIGNATURE = 8;

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
        write(Message.call(
                serial.incrementAndGet(), (byte) 0, new String[] {BUS, "/", BUS, method}, signature, arguments));
        Message answer = Message.parse(next());
        while (answer.isSignal()) answer = Message.parse(next());
        if (answer.isError()) throw new IOException(answer.errorName());
    }

    private void serve(Service service) {
        try {
            while (true) {
                Call call = new Call(next());
                if (call.isCall) service.called(call);
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
        send(
                Message.SIGNAL,
                List.of(field(PATH, "o", path), field(INTERFACE, "s", face), field(MEMBER, "s", member)),
                signature,
                values);
    }

    private void send(byte type, List<Object[]> fields, String signature, Object... values) {
        Marshaller body = new Marshaller();
        body.write(signature, values);
        byte[] content = body.toByteArray();
        List<Object> all = new ArrayList<>(fields);
        if (!signature.isEmpty()) all.add(field(SIGNATURE, "g", signature));
        Marshaller head = new Marshaller();
        head.write("yyyyuua(yv)", (byte) 'l', type, (byte) 0, (byte) 1, content.length, serial.incrementAndGet(), all);
        head.padded(8);
        byte[] header = head.toByteArray();
        try {
            write(ByteBuffer.allocate(header.length + content.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(header)
                    .put(content)
                    .array());
        } catch (IOException ended) {
            // Nothing waits for it any more.
        }
    }

    private static Object[] field(int code, String type, Object value) {
        return new Object[] {(byte) code, new Variant(type, value)};
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A call that waits for an answer. */
    public final class Call {
        private final boolean isCall;
        private final long number;
        private final String[] texts = new String[SIGNATURE + 1];
        private final Object[] arguments;

        private Call(ByteBuffer bytes) {
            arguments = Message.parse(bytes).body();
            Object[] words = new Unmarshaller(bytes.rewind()).read("yyyyuua(yv)");
            isCall = (Byte) words[1] == Message.METHOD_CALL;
            number = (Long) words[5];
            for (Object each : (List<?>) words[6]) {
                Object[] field = (Object[]) each;
                texts[(Byte) field[0]] = String.valueOf(((Variant) field[1]).value());
            }
        }

        /** The connection of the program that calls. */
        public String sender() {
            return texts[SENDER];
        }

        public String path() {
            return texts[PATH];
        }

        public String member() {
            return texts[MEMBER];
        }

        public Object argument(int number) {
            return arguments[number];
        }

        public String text(int number) {
            return String.valueOf(arguments[number]);
        }

        public void reply(String signature, Object... values) {
            answer(Message.METHOD_RETURN, List.of(), signature, values);
        }

        /**
         * Answers with an error.
         *
         * @param name that of the error
         */
        public void refuse(String name) {
            answer(Message.ERROR, List.<Object[]>of(field(ERROR_NAME, "s", name)), "");
        }

        private void answer(byte type, List<Object[]> more, String signature, Object... values) {
            List<Object[]> fields = new ArrayList<>(more);
            fields.add(field(REPLY_SERIAL, "u", number));
            fields.add(field(DESTINATION, "s", sender()));
            send(type, fields, signature, values);
        }
    }
}
