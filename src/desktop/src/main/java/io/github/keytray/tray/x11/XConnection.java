package io.github.keytray.tray.x11;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The X Window System Protocol, version 11, as far as it is used here: requests of a few kinds, their answers, each within
 * five seconds, and events. For one thread. Xlib would end the process at an error of the connection. A server whose socket is no file any
 * more, which Xlib still reaches, counts as absent.
 */
final class XConnection implements AutoCloseable {
    /** A server may be started by the first connection, and take none before its window manager is there. */
    private static final Duration START = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long PAUSE = 200_000;
    private static final int UNIT = 4;
    /** Every server takes requests of 16 kilobytes at least. */
    private static final int LONGEST = 16_000;
    /** An answer, an error and an event have so many bytes; only an answer can have more. */
    private static final int ANSWER = 32;

    /** The other bit says that another program has sent an event. */
    private static final int KIND = 0x7f;

    private static final int MOST_EVENTS = 1_000;

    /** More than any property that is asked for, and than what a server says of itself. */
    private static final int MOST = 1 << 20;

    private final SocketChannel channel;
    private final Deque<ByteBuffer> events = new ArrayDeque<>();
    private final XSetup setup;
    private long deadline;
    private int sequence;
    private int ids;

    private XConnection(SocketChannel channel, long deadline, byte[] cookie, int screen) throws IOException {
        this.channel = channel;
        this.deadline = deadline;
        setup = setUp(cookie, screen);
    }

    /**
     * Connects.
     *
     * @param cookie what lets us in ({@code MIT-MAGIC-COOKIE-1}), or null for nothing
     * @throws IOException where no server answers in time, or it does not let us in
     * @throws UnsupportedOperationException where Java has no such sockets here
     */
    static XConnection open(DisplayName display, byte @Nullable [] cookie) throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        SocketChannel channel = display.isLocal()
                ? connect(Path.of(display.socket()), deadline)
                : connect(display.host(), display.port(), deadline);
        boolean opened = false;
        try {
            XConnection connection =
                    new XConnection(channel, deadline, cookie == null ? new byte[0] : cookie, display.screen());
            opened = true;
            return connection;
        } finally {
            if (!opened) channel.close();
        }
    }

    /** Where its queue is full, as that of a server that starts, a socket of this kind refuses at once. */
    private static SocketChannel connect(Path socket, long deadline) throws IOException {
        while (true) {
            try {
                return connected(
                        SocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(socket), deadline);
            } catch (ConnectException noServer) {
                throw noServer;
            } catch (SocketException full) {
                if (!Files.isWritable(socket)) throw full;
                pause(deadline);
            }
        }
    }

    private static SocketChannel connect(String host, int port, long deadline) throws IOException {
        IOException refused = new ConnectException("No address");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            try {
                return connected(SocketChannel.open(), new InetSocketAddress(address, port), deadline);
            } catch (IOException perhapsAtAnother) {
                refused = perhapsAtAnother;
            }
        }
        throw refused;
    }

    private static SocketChannel connected(SocketChannel channel, SocketAddress address, long deadline)
            throws IOException {
        boolean connected = false;
        try {
            channel.configureBlocking(false);
            connected = channel.connect(address);
            while (!connected) {
                pause(deadline);
                connected = channel.finishConnect();
            }
            return channel;
        } finally {
            if (!connected) channel.close();
        }
    }

    private XSetup setUp(byte[] cookie, int screen) throws IOException {
        byte[] name = cookie.length == 0 ? new byte[0] : "MIT-MAGIC-COOKIE-1".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = buffer(12 + padded(name.length) + padded(cookie.length));
        // Servers need not take the other order.
        request.put((byte) (request.order() == ByteOrder.LITTLE_ENDIAN ? 'l' : 'B'))
                .put((byte) 0)
                .putShort((short) 11)
                .putShort((short) 0)
                .putShort((short) name.length)
                .putShort((short) cookie.length)
                .putShort((short) 0);
        put(request, name);
        put(request, cookie);
        write(request.flip());
        ByteBuffer head = read(8);
        ByteBuffer body = read(Short.toUnsignedInt(head.getShort(6)) * UNIT);
        if (head.get(0) != 1) throw new IOException("The X server does not let us in");
        return XSetup.read(body, screen);
    }

    /** What the server says of itself. */
    XSetup setup() {
        return setup;
    }

    /** A number for something new. */
    int newId() {
        return setup.resourceIdBase() + ids++;
    }

    /** A request of this kind with room for its fields, which follow its first four bytes. */
    static ByteBuffer request(int kind, int data, int length) {
        if (length > LONGEST) throw new IllegalArgumentException("A request of " + length + " bytes");
        ByteBuffer request = buffer(UNIT + padded(length));
        return request.put((byte) kind).put((byte) data).putShort((short) (request.capacity() / UNIT));
    }

    /** Sends a request that has no answer. */
    void send(ByteBuffer request) throws IOException {
        sequence++;
        deadline = System.nanoTime() + PATIENCE.toNanos();
        write(request.clear());
    }

    /** Sends a request and awaits its answer; null where it is an error. */
    @Nullable
    ByteBuffer ask(ByteBuffer request) throws IOException {
        send(request);
        while (true) {
            ByteBuffer head = read(ANSWER);
            if (System.nanoTime() - deadline > 0) throw new IOException("The X server says other things only");
            // Others are events, and errors of earlier requests.
            boolean isOurs = Short.toUnsignedInt(head.getShort(2)) == (sequence & 0xffff);
            if (head.get(0) == 0 && isOurs) return null;
            if (isEvent(head)) keep(head);
            if (head.get(0) != 1) continue;
            ByteBuffer rest = read(Math.multiplyExact(head.getInt(4), UNIT));
            if (isOurs) return buffer(ANSWER + rest.limit()).put(head).put(rest).flip();
        }
    }

    /** Events come only to those that ask for some. */
    private void keep(ByteBuffer event) throws IOException {
        if (events.size() == MOST_EVENTS) throw new IOException("The X server says other things only");
        events.add(event);
    }

    private static boolean isEvent(ByteBuffer packet) {
        return (packet.get(0) & KIND) > 1;
    }

    /** The next event, which may have been sent by another program; null where there is none yet. Does not wait. */
    @Nullable
    ByteBuffer event() throws IOException {
        while (events.isEmpty()) {
            ByteBuffer packet = buffer(ANSWER);
            if (readSome(packet) == 0) return null;
            deadline = System.nanoTime() + PATIENCE.toNanos();
            readWhole(packet);
            // Others are errors.
            if (isEvent(packet)) events.add(packet);
        }
        return events.remove();
    }

    /** Whether there are events that came with an answer. */
    boolean hasEvents() {
        return !events.isEmpty();
    }

    /** Has a selector tell when the server says something. */
    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    /** With as many bytes as make it end at a multiple of four. */
    static void put(ByteBuffer request, byte[] bytes) {
        request.put(bytes).put(new byte[padded(bytes.length) - bytes.length]);
    }

    private static int padded(int length) {
        return (length + UNIT - 1) / UNIT * UNIT;
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) if (channel.write(bytes) == 0) pause(deadline);
    }

    private ByteBuffer read(int length) throws IOException {
        if (length < 0 || length > MOST) throw new IOException("No answer of an X server");
        ByteBuffer bytes = buffer(length);
        readWhole(bytes);
        return bytes;
    }

    private void readWhole(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) if (readSome(bytes) == 0) pause(deadline);
        bytes.flip();
    }

    private int readSome(ByteBuffer bytes) throws IOException {
        int read = channel.read(bytes);
        if (read < 0) throw new EOFException("The X server has gone");
        return read;
    }

    private static void pause(long deadline) throws IOException {
        if (System.nanoTime() - deadline > 0) throw new IOException("The X server does not answer in time");
        if (Thread.currentThread().isInterrupted()) throw new InterruptedIOException();
        LockSupport.parkNanos(PAUSE);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // Nothing waits for it.
        }
    }
}
