package io.github.keytray.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One HTTP message that comes over a socket (RFC 9112 §2.1), read within bounds of size and time. */
final class HttpMessage {
    private static final int MAX_BYTES = 32 * 1024;
    private static final int MAX_MILLIS = 5_000;

    private final Socket socket;
    private final long end = System.nanoTime() + MAX_MILLIS * 1_000_000L;
    private byte[] bytes = new byte[1024];
    private int length;
    private int headLength;

    private HttpMessage(Socket socket) {
        this.socket = socket;
    }

    /** Reads the head; null when none arrives in time. */
    static @Nullable HttpMessage read(Socket socket) throws IOException {
        HttpMessage message = new HttpMessage(socket);
        return message.readHead() ? message : null;
    }

    /** The request line and the headers. */
    String head() {
        return new String(bytes, 0, headLength, StandardCharsets.ISO_8859_1);
    }

    /** Reads as much more as was announced ({@code Content-Length}); null where that is odd, too much, or does not come. */
    @Nullable
    String body(String announced) throws IOException {
        if (!announced.matches("\\d{1,5}")) return null;
        int start = headLength + 4;
        int whole = start + Integer.parseInt(announced);
        while (length < whole) if (!readMore()) return null;
        return new String(bytes, start, whole - start, StandardCharsets.UTF_8);
    }

    private boolean readHead() throws IOException {
        while (true) {
            int seen = Math.max(0, length - 3);
            if (!readMore()) return false;
            int blank = new String(bytes, seen, length - seen, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            if (blank < 0) continue;
            headLength = seen + blank;
            return true;
        }
    }

    private boolean readMore() throws IOException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0 || length >= MAX_BYTES) return false;
        socket.setSoTimeout((int) left);
        if (length == bytes.length) bytes = Arrays.copyOf(bytes, 2 * length);
        InputStream in = socket.getInputStream();
        int n = in.read(bytes, length, bytes.length - length);
        if (n < 0) return false;
        length += n;
        return true;
    }

    /** No content: it may hold a secret. */
    @Override
    public String toString() {
        return "HttpMessage[" + length + " bytes]";
    }
}
