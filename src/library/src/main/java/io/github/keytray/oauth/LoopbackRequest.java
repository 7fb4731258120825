package io.github.keytray.oauth;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One HTTP request to the loopback receiver, read within bounds. {@link #toString} shows no parameter. */
record LoopbackRequest(
        Socket socket, String method, String path, Map<String, String> parameters, Map<String, String> headers) {
    /** Reads the request; null when none arrives in time. */
    static @Nullable LoopbackRequest read(Socket socket) throws IOException {
        HttpMessage message = HttpMessage.read(socket);
        if (message == null) return null;
        String head = message.head();
        String[] lines = head.split("\r\n", -1);
        String[] line = lines[0].split(" ", -1);
        if (line.length != 3) return new LoopbackRequest(socket, "", "", Map.of(), Map.of());
        int query = line[1].indexOf('?');
        String path = query < 0 ? line[1] : line[1].substring(0, query);
        UniqueParameters parameters = new UniqueParameters();
        if (query >= 0) parameters.addForm(line[1].substring(query + 1));
        UniqueParameters headers = new UniqueParameters();
        for (int i = 1; i < lines.length; i++) headers.addHeader(lines[i]);
        LoopbackRequest visitor =
                new LoopbackRequest(socket, line[0], path, parameters.unrepeated(), headers.unrepeated());
        return visitor.isForm() ? visitor.withForm(message) : visitor;
    }

    boolean isGet() {
        return method.equals("GET");
    }

    /** Whether it brings its parameters in a form (OAuth 2.0 Form Post Response Mode §2). */
    boolean isForm() {
        String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        return method.equals("POST") && type.startsWith("application/x-www-form-urlencoded");
    }

    /** With what the form says instead of what the address says; with nothing where the form does not come whole. */
    private LoopbackRequest withForm(HttpMessage message) throws IOException {
        UniqueParameters form = new UniqueParameters();
        String body = message.body(headers.getOrDefault("content-length", ""));
        if (body != null) form.addForm(body);
        return new LoopbackRequest(socket, method, path, form.unrepeated(), headers);
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

    /** A response to another sign-in, for which the user sees a page. */
    void showStray(LocalPage page) throws IOException {
        send("400 Bad Request", page);
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
