package io.github.keytray.internal.dbus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Listens on an abstract socket, which Java's own sockets cannot do either. */
final class AbstractListener implements AutoCloseable {
    private final String name = "keytray-test-" + UUID.randomUUID();
    private int socket = -1;

    String name() {
        return name;
    }

    void listen() {
        byte[] path = name.getBytes(US_ASCII);
        Memory address = new Memory(3L + path.length);
        address.setShort(0, (short) 1);
        address.setByte(2, (byte) 0);
        address.write(3, path, 0, path.length);
        socket = call("socket", 1, 1, 0);
        call("bind", socket, address, (int) address.size());
        // One connection waits beside the one that is next.
        call("listen", socket, 1);
    }

    Peer accept() {
        return new Peer(call("accept", socket, null, null));
    }

    @Override
    public void close() {
        if (socket >= 0) call("close", socket);
        socket = -1;
    }

    private static int call(String name, @Nullable Object... arguments) {
        Function function = NativeLibrary.getProcess().getFunction(name);
        int result = function.invokeInt(arguments);
        if (result < 0) throw new AssertionError(name + " failed");
        return result;
    }

    /** The other end of a connection. */
    record Peer(int socket) implements AutoCloseable {
        /** Sends back as many bytes, while it reads. */
        Thread echo(int bytes) {
            Thread thread = new Thread(() -> {
                Memory chunk = new Memory(10_000);
                int left = bytes;
                while (left > 0) {
                    int n = call("read", socket, chunk, new NativeLong(chunk.size()));
                    for (int sent = 0; sent < n; ) {
                        sent += call("write", socket, chunk.share(sent), new NativeLong(n - sent));
                    }
                    left -= n;
                }
            });
            thread.start();
            return thread;
        }

        @Override
        public void close() {
            call("close", socket);
        }
    }
}
