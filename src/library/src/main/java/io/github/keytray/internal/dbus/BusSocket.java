package io.github.keytray.internal.dbus;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a bus, for one thread. It reads only while a caller waits, so that it costs no thread; signals that a
 * caller has subscribed to wait until they are asked for. A program that is called itself has a thread that only reads
 * ({@link #next}); its other threads write, one at a time, which they see to by a lock of theirs.
 *
 * <p>Deadlines are times of {@link System#nanoTime}.
 */
public final class BusSocket implements AutoCloseable {
    private static final String BUS = "org.freedesktop.DBus";
    private static final long FIRST_PAUSE = 30_000;
    private static final long LONGEST_PAUSE = 1_000_000;
    /** While a person is awaited. */
    private static final long PATIENT_PAUSE = 20_000_000;
    /** Of the buffer, in bytes: at first, and at most between two messages. */
    private static final int ROOM = 8_192;

    private static final int LARGEST_KEPT = 8 * ROOM;
    /** How many signals are kept for a caller who does not ask for them. */
    private static final int MOST_SIGNALS = 100;

    private final ByteChannel channel;
    private final Queue<Message> signals = new ArrayDeque<>();
    private ByteBuffer in = ByteBuffer.allocate(ROOM).flip();
    /** Of the last message that was written. */
    private int serial;

    private BusSocket(ByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects and says who we are.
     *
     * @param path of the bus's socket; an abstract one begins with a zero character, which no file's path does
     * @param patience how long the bus may take for its first word, in nanoseconds
     * @param longer how long for the whole
     * @throws IOException where there is no bus, or it does not let us in
     * @throws UnsupportedOperationException where Java has no such sockets here
     */
    public static BusSocket connect(String path, long patience, long longer) throws IOException, InterruptedException {
        long first = System.nanoTime() + patience;
        long deadline = System.nanoTime() + longer;
        BusSocket bus = new BusSocket(isAbstract(path) ? openAbstract(path, first) : open(path));
        boolean connected = false;
        try {
            bus.greet(first, deadline);
            connected = true;
            return bus;
        } finally {
            if (!connected) bus.close();
        }
    }

    /** Whether the path is the name of an abstract socket. */
    public static boolean isAbstract(String path) {
        return path.startsWith("\0");
    }

    private static ByteChannel open(String path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.configureBlocking(false);
            connected = true;
            return channel;
        } finally {
            if (!connected) channel.close();
        }
    }

    /** Only here is JNA touched, so that other hosts need none. Where it does not work, its first use ends in any error. */
    private static ByteChannel openAbstract(String path, long deadline) throws IOException, InterruptedException {
        try {
            return AbstractSocket.connect(path.substring(1), deadline);
        } catch (RuntimeException | Error unusable) {
            throw new UnsupportedOperationException("Abstract sockets cannot be reached", unusable);
        }
    }

    /**
     * The mechanism EXTERNAL, for the user whom the kernel names, in one go with the first call, which a bus that has let
     * us in answers.
     */
    private void greet(long first, long deadline) throws IOException, InterruptedException {
        write(ByteBuffer.wrap("\0AUTH EXTERNAL\r\nDATA\r\n".getBytes(StandardCharsets.US_ASCII)), first);
        String answer = line(first);
        while (answer.startsWith("DATA")) answer = line(deadline);
        if (!answer.startsWith("OK ")) throw new IOException("The bus does not let us in");
        write(ByteBuffer.wrap("BEGIN\r\n".getBytes(StandardCharsets.US_ASCII)), deadline);
        Message hello = call(deadline, new String[] {BUS, "/org/freedesktop/DBus", BUS, "Hello"}, "");
        if (hello == null || hello.isError()) throw new IOException("The bus does not let us in");
    }

    /**
     * Calls a method.
     *
     * @param address the name on the bus, the object, the interface, and the method
     * @return the answer, which may be an error; null where none came in time
     * @throws IOException when the connection has ended
     */
    public @Nullable Message call(long deadline, String[] address, String signature, Object... arguments)
            throws IOException, InterruptedException {
        long call = ++serial;
        write(ByteBuffer.wrap(Message.call(serial, (byte) 0, address, signature, arguments)), deadline);
        while (true) {
            Message message = receive(deadline);
            if (message == null || message.answers(call)) return message;
            keep(message);
        }
    }

    /** Calls a method without waiting for its answer, which it need not have. */
    public void send(long deadline, String[] address, String signature, Object... arguments)
            throws IOException, InterruptedException {
        byte[] call = Message.call(++serial, Message.NO_REPLY_EXPECTED, address, signature, arguments);
        write(ByteBuffer.wrap(call), deadline);
    }

    /** The next signal; null where none came in time. Signals come after their match rule was added. */
    public @Nullable Message signal(long deadline) throws IOException, InterruptedException {
        while (signals.isEmpty()) {
            Message message = receive(deadline);
            if (message == null) return null;
            keep(message);
        }
        return signals.remove();
    }

    /** Forgets the signals that no caller has asked for. */
    public void clearSignals() {
        signals.clear();
    }

    /** From now on a read or a write waits for as long as it takes, and {@link #close} ends it. */
    public void configureBlocking() throws IOException {
        if (channel instanceof SocketChannel socket) socket.configureBlocking(true);
        else ((AbstractSocket) channel).configureBlocking();
    }

    /** The next message of any kind, for as long as it takes. */
    public Message next() throws IOException, InterruptedException {
        Message message = signals.poll();
        while (message == null) message = receive(System.nanoTime() + Long.MAX_VALUE / 2);
        return message;
    }

    /** The serial number for the next message that is written. */
    public int nextSerial() {
        return ++serial;
    }

    /** Writes a message of {@link Message}. */
    public void write(byte[] message) throws IOException, InterruptedException {
        write(ByteBuffer.wrap(message), System.nanoTime() + Long.MAX_VALUE / 2);
    }

    /** A late answer has no caller any more and is dropped, as calls are: where {@link #next} is not used, nothing can be called. */
    private void keep(Message message) {
        if (message.isSignal() && signals.size() < MOST_SIGNALS) signals.add(message);
    }

    private String line(long deadline) throws IOException, InterruptedException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (!fill(1, deadline)) throw new IOException("The bus does not answer");
            char c = (char) in.get();
            if (c == '\n') return line.toString();
            line.append(c);
        }
    }

    private @Nullable Message receive(long deadline) throws IOException, InterruptedException {
        try {
            if (!fill(Message.PREFIX, deadline)) return null;
            int length = Message.length(in);
            if (!fill(length, deadline)) return null;
            ByteBuffer whole = in.slice(in.position(), length);
            in.position(in.position() + length);
            // A large message is no reason to keep a large buffer.
            if (!in.hasRemaining() && in.capacity() > LARGEST_KEPT)
                in = ByteBuffer.allocate(ROOM).flip();
            return Message.parse(whole);
        } catch (IllegalArgumentException | BufferUnderflowException | ClassCastException nonsense) {
            // It is not the cause: what was read may have been a secret.
            close();
            throw new IOException("No message of D-Bus");
        }
    }

    /** Whether as many bytes are there by the deadline. Looks again and again: a selector costs a young process more. */
    private boolean fill(int length, long deadline) throws IOException, InterruptedException {
        if (in.remaining() >= length) return true;
        ByteBuffer room = in.capacity() >= length
                ? in.compact()
                : ByteBuffer.allocate(2 * length).put(in);
        try {
            long pause = FIRST_PAUSE;
            long patient = System.nanoTime() + 100 * LONGEST_PAUSE;
            while (room.position() < length) {
                int n = channel.read(room);
                if (n < 0) throw new EOFException("The bus has closed the connection");
                if (n > 0) continue;
                if (isLate(deadline, pause)) return false;
                pause = Math.min(2 * pause, System.nanoTime() - patient > 0 ? PATIENT_PAUSE : LONGEST_PAUSE);
            }
            return true;
        } finally {
            in = room.flip();
        }
    }

    private void write(ByteBuffer out, long deadline) throws IOException, InterruptedException {
        try {
            while (out.hasRemaining()) {
                if (channel.write(out) == 0 && isLate(deadline, LONGEST_PAUSE)) break;
            }
        } finally {
            // Half a message would spoil all that follow.
            if (out.hasRemaining()) close();
        }
        if (out.hasRemaining()) throw new IOException("The bus does not read");
    }

    static boolean isLate(long deadline, long pause) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        if (System.nanoTime() - deadline > 0) return true;
        LockSupport.parkNanos(pause);
        return false;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is as closed as it can be.
        }
    }
}
