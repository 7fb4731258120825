package io.github.keytray.internal.dbus;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;

/**
 * A connection to one of Linux's abstract sockets, which have a name and no file. Java's own sockets cannot reach them;
 * JNA calls the C library instead. At first it does not block: a read or write that would have to wait moves nothing.
 */
final class AbstractSocket implements ByteChannel {
    // As <sys/socket.h> and <errno.h> have them on Linux.
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int SHUT_RDWR = 2;
    private static final int POLLIN = 1;
    private static final int POLLOUT = 4;
    /** A {@code pollfd}: the socket, and what is waited for. */
    private static final int POLL = 8;

    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int EISCONN = 106;

    /** Where the path begins in a {@code sockaddr_un}, after the family. */
    private static final int PATH = 2;
    /** A {@code ucred}: process, user and group. */
    private static final int CREDENTIALS = 12;
    /** Where its user is. */
    private static final int USER = 4;
    /** A path has 108 bytes, of which the first is zero in an abstract name. */
    private static final int LONGEST_NAME = 107;

    private static final int CHUNK = 8_192;
    private static final long PAUSE = 1_000_000;

    private final Function receive = function("recv");
    private final Function send = function("send");
    private final Memory chunk = new Memory(CHUNK);
    private int socket = -1;
    private boolean isClosed;
    /** How many threads wait in {@link #await}: the last of them closes what was closed meanwhile. */
    private int waiting;

    private volatile boolean isBlocking;

    private AbstractSocket() {}

    /**
     * Connects.
     *
     * @param name without the zero that comes before it
     * @throws IOException where no program of this user listens, or none takes the connection in time
     * @throws UnsupportedOperationException where this is not Linux
     * @throws RuntimeException or an {@link Error} of any kind where JNA is missing or cannot be used here
     */
    static ByteChannel connect(String name, long deadline) throws IOException, InterruptedException {
        if (!Platform.isLinux()) throw new UnsupportedOperationException("Only Linux has abstract sockets");
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length == 0 || path.length > LONGEST_NAME) throw new IOException("No name of an abstract socket");
        Memory address = new Memory(PATH + 1L + path.length);
        address.setShort(0, (short) AF_UNIX);
        address.setByte(PATH, (byte) 0);
        address.write(PATH + 1L, path, 0, path.length);
        AbstractSocket connected = new AbstractSocket();
        boolean isConnected = false;
        try {
            connected.open(address, deadline);
            connected.requireOwnUser();
            isConnected = true;
            return connected;
        } finally {
            if (!isConnected) connected.close();
        }
    }

    /** A socket that does not block refuses where the other program's queue is full, which may pass. */
    private void open(Memory address, long deadline) throws IOException, InterruptedException {
        socket = call(function("socket"), AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (socket < 0) throw failed("socket");
        Function connect = function("connect");
        while (call(connect, socket, address, (int) address.size()) < 0) {
            if (Native.getLastError() == EISCONN) return;
            if (Native.getLastError() != EAGAIN) throw failed("connect");
            if (BusSocket.isLate(deadline, PAUSE)) throw new IOException("The bus does not take the connection");
        }
    }

    /** A name that no file guards may be taken by any user of the machine, when the bus has ended. */
    private void requireOwnUser() throws IOException {
        Memory peer = new Memory(CREDENTIALS);
        Memory length = new Memory(Integer.BYTES);
        length.setInt(0, CREDENTIALS);
        if (call(function("getsockopt"), socket, SOL_SOCKET, SO_PEERCRED, peer, length) < 0) throw failed("getsockopt");
        if (peer.getInt(USER) != function("geteuid").invokeInt(new Object[0])) {
            throw new IOException("Another user listens there");
        }
    }

    void configureBlocking() {
        isBlocking = true;
    }

    /** Waits, without holding the lock, until something is there to be read, or there is room to write. */
    private void await(int event) {
        Memory poll = new Memory(POLL);
        poll.setLong(0, 0);
        synchronized (this) {
            if (!isOpen()) return;
            poll.setInt(0, socket);
            waiting++;
        }
        poll.setShort(4, (short) event);
        int unused = call(function("poll"), poll, new NativeLong(1), -1);
        synchronized (this) {
            waiting--;
            if (isClosed) release();
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (isBlocking) await(POLLIN);
        return receive(into);
    }

    private synchronized int receive(ByteBuffer into) throws IOException {
        if (!isOpen()) throw new ClosedChannelException();
        int most = Math.min(into.remaining(), CHUNK);
        if (most == 0) return 0;
        int n = call(receive, socket, chunk, new NativeLong(most), 0);
        if (n < 0) return nothing("recv");
        if (n == 0) return -1;
        into.put(chunk.getByteBuffer(0, n));
        return n;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (isBlocking) await(POLLOUT);
        return send(from);
    }

    private synchronized int send(ByteBuffer from) throws IOException {
        if (!isOpen()) throw new ClosedChannelException();
        int most = Math.min(from.remaining(), CHUNK);
        if (most == 0) return 0;
        chunk.getByteBuffer(0, most).put(from.slice(from.position(), most));
        int n = call(send, socket, chunk, new NativeLong(most), MSG_NOSIGNAL);
        if (n < 0) return nothing("send");
        from.position(from.position() + n);
        return n;
    }

    @Override
    public synchronized boolean isOpen() {
        return socket >= 0 && !isClosed;
    }

    @Override
    public synchronized void close() {
        if (!isOpen()) return;
        isClosed = true;
        // Wakes the threads that wait. The number of the socket stays taken until the last of them knows.
        if (waiting > 0) function("shutdown").invokeInt(new Object[] {socket, SHUT_RDWR});
        release();
    }

    private void release() {
        if (waiting > 0 || socket < 0) return;
        // Not again where a signal came: Linux has closed it by then.
        function("close").invokeInt(new Object[] {socket});
        socket = -1;
    }

    private static int nothing(String call) throws IOException {
        if (Native.getLastError() == EAGAIN) return 0;
        throw failed(call);
    }

    private static IOException failed(String call) {
        return new IOException(call + " failed with error " + Native.getLastError());
    }

    /** By the process, which has the C library in it under any name. */
    private static Function function(String name) {
        return NativeLibrary.getProcess().getFunction(name);
    }

    private static int call(Function function, Object... arguments) {
        while (true) {
            int result = function.invokeInt(arguments);
            if (result >= 0 || Native.getLastError() != EINTR) return result;
        }
    }
}
