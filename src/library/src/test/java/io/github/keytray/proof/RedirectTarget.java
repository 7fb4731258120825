package io.github.keytray.proof;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Where the browser is to come back, as somebody sees it who can connect to this computer's loopback interface. */
record RedirectTarget(URI redirectUri, String state) {
    private static final int PATIENCE_MILLIS = 10_000;

    /** Read from an authorization request, which a neighbour can do who sees command lines. */
    static RedirectTarget of(URI authorizationRequest) {
        return new RedirectTarget(
                URI.create(parameter(authorizationRequest, "redirect_uri")), parameter(authorizationRequest, "state"));
    }

    private static String parameter(URI uri, String name) {
        List<String> pairs = Arrays.asList(uri.getRawQuery().split("&", -1));
        String pair = pairs.stream()
                .filter(each -> each.startsWith(name + "="))
                .findFirst()
                .orElseThrow();
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
    }

    int port() {
        return redirectUri.getPort();
    }

    String path() {
        return redirectUri.getRawPath();
    }

    Socket knock() throws IOException {
        return knock(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    Socket knock(InetAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(address, port()), PATIENCE_MILLIS);
        return socket;
    }

    /** A request with the host that it should have. */
    String get(String target, String... headers) throws IOException {
        return request("GET", target, headers);
    }

    String request(String method, String target, String... headers) throws IOException {
        return say(method + " " + target + " HTTP/1.1\r\nHost: " + redirectUri.getAuthority() + "\r\n"
                + String.join(
                        "",
                        Arrays.stream(headers).map(header -> header + "\r\n").toList()) + "\r\n");
    }

    /** Sends these bytes; what comes back, in short. */
    String say(String bytes) throws IOException {
        try (Socket socket = knock()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (answer.contains(state)) throw new AssertionError("The answer holds the state");
            return answer.isEmpty() ? "closed" : answer.substring(9, 12);
        } catch (ConnectException nobodyThere) {
            throw nobodyThere;
        } catch (SocketException reset) {
            return "closed";
        }
    }
}
