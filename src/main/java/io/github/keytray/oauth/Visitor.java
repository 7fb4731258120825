package io.github.keytray.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP request to the loopback receiver, read within bounds. {@link #toString} shows no parameter. */
record Visitor(Socket socket, String method, String path, Map<String, String> parameters) {
    private static final int MAX_HEAD = 32 * 1024;
    private static final int MAX_MILLIS = 5_000;

    /** Reads the head of the request; null for whoever sends none in time. */
    static @Nullable Visitor read(Socket socket) throws IOException {
        String head = head(socket);
        if (head == null) return null;
        String[] line = head.substring(0, head.indexOf('\r')).split(" ", -1);
        if (line.length != 3) return new Visitor(socket, "", "", Map.of());
        int query = line[1].indexOf('?');
        String path = query < 0 ? line[1] : line[1].substring(0, query);
        return new Visitor(socket, line[0], path, query < 0 ? Map.of() : parse(line[1].substring(query + 1)));
    }

    void refuse(int status) throws IOException {
        String reason = status == 404 ? " Not Found" : status == 405 ? " Method Not Allowed" : " Bad Request";
        send(status + reason, LocalPage.EMPTY);
    }

    void show(LocalPage page) throws IOException {
        send("200 OK", page);
    }

    private void send(String status, LocalPage page) throws IOException {
        byte[] body = page.html().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + "\r\n"
                + "Content-Type: text/html; charset=utf-8\r\n"
                + "Content-Length: " + body.length + "\r\n"
                + "Content-Security-Policy: " + page.policy() + "\r\n"
                + "Cache-Control: no-store\r\n"
                + "Referrer-Policy: no-referrer\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "Connection: close\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        socket.shutdownOutput();
    }

    private static @Nullable String head(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[MAX_HEAD];
        int length = 0;
        long end = System.nanoTime() + MAX_MILLIS * 1_000_000L;
        while (length < MAX_HEAD) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) return null;
            socket.setSoTimeout((int) left);
            int n = in.read(bytes, length, MAX_HEAD - length);
            if (n < 0) return null;
            length += n;
            String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            if (head.contains("\r\n\r\n")) return head;
        }
        return null;
    }

    /** A parameter that is sent twice is no parameter: it must not be included more than once (RFC 6749 §3.1). */
    private static Map<String, String> parse(String query) {
        Map<String, String> parameters = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            parameters.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            seen.merge(name, 1, Integer::sum);
        }
        parameters.keySet().removeIf(name -> seen.getOrDefault(name, 0) > 1);
        return Map.copyOf(parameters);
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    @Override
    public String toString() {
        return "Visitor[" + method + " " + path + "]";
    }
}
