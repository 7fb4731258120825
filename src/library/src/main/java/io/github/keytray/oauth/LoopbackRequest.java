package io.github.keytray.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One HTTP request to the loopback receiver, read within bounds. {@link #toString} shows no parameter. */
record LoopbackRequest(Socket socket, String method, String path, Map<String, String> parameters, Map<String, String> headers) {
    private static final int MAX_HEAD = 32 * 1024;
    private static final int MAX_MILLIS = 5_000;

    /** Reads the head of the request; null for whoever sends none in time. */
    static @Nullable LoopbackRequest read(Socket socket) throws IOException {
        String head = head(socket);
        if (head == null) return null;
        String[] lines = head.split("\r\n", -1);
        String[] line = lines[0].split(" ", -1);
        if (line.length != 3) return new LoopbackRequest(socket, "", "", Map.of(), Map.of());
        int query = line[1].indexOf('?');
        String path = query < 0 ? line[1] : line[1].substring(0, query);
        UniqueParameters parameters = new UniqueParameters();
        if (query >= 0) parameters.addForm(line[1].substring(query + 1));
        UniqueParameters headers = new UniqueParameters();
        for (int i = 1; i < lines.length; i++) headers.addHeader(lines[i]);
        return new LoopbackRequest(socket, line[0], path, parameters.unrepeated(), headers.unrepeated());
    }

    /** Whether a page wants this by itself, to have it at hand or to read it, and the person is not going there. */
    boolean isPrefetch() {
        String purpose = headers.getOrDefault("sec-purpose", headers.getOrDefault("purpose", ""));
        return purpose.contains("prefetch")
                || !headers.getOrDefault("sec-fetch-mode", "navigate").equals("navigate");
    }

    void refuse(int status) throws IOException {
        String reason = status == 404 ? " Not Found" : status == 405 ? " Method Not Allowed" : " Bad Request";
        send(status + reason, LocalPage.EMPTY);
    }

    void show(LocalPage page) throws IOException {
        send("200 OK", page);
    }

    /** Sends the browser on to an address without parameters, so that none stays in its history. */
    void redirect(String path) throws IOException {
        send("303 See Other\r\nLocation: " + path, LocalPage.EMPTY);
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
        byte[] bytes = new byte[1024];
        int length = 0;
        long end = System.nanoTime() + MAX_MILLIS * 1_000_000L;
        while (length < MAX_HEAD) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) return null;
            socket.setSoTimeout((int) left);
            if (length == bytes.length) bytes = Arrays.copyOf(bytes, 2 * length);
            int n = in.read(bytes, length, bytes.length - length);
            if (n < 0) return null;
            int seen = Math.max(0, length - 3);
            length += n;
            int blank = new String(bytes, seen, length - seen, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            if (blank >= 0) return new String(bytes, 0, seen + blank, StandardCharsets.ISO_8859_1);
        }
        return null;
    }

    @Override
    public String toString() {
        return "LoopbackRequest[" + method + " " + path + "]";
    }

    /** Names and values. What is sent twice counts as not sent: it must not be (RFC 6749 §3.1). */
    private static final class UniqueParameters {
        private final Map<String, String> values = new HashMap<>();
        private final Set<String> repeated = new HashSet<>();

        void addForm(String form) {
            for (String pair : form.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                add(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }

        void addHeader(String line) {
            int colon = line.indexOf(':');
            if (colon > 0)
                add(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
        }

        private void add(String name, String value) {
            if (values.put(name, value) != null) repeated.add(name);
        }

        Map<String, String> unrepeated() {
            values.keySet().removeAll(repeated);
            return Map.copyOf(values);
        }

        private static String decode(String value) {
            try {
                return URLDecoder.decode(value, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                return "";
            }
        }
    }
}
