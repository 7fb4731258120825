package io.github.keytray.spring;

import io.github.keytray.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Spring Authorization Server on a free port, from the libraries that Maven copied. It forgets everything when it stops. */
final class SpringServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final String issuer;

    private SpringServer(Process process, String issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    static SpringServer start(Path directory) throws IOException, InterruptedException {
        Files.copy(resource("application.properties"), directory.resolve("application.properties"));
        int port = freePort();
        Path log = directory.resolve("spring.log");
        ProcessBuilder command = new ProcessBuilder(List.of(
                        Programs.javaCommand(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        directory + File.pathSeparator + libraries(),
                        resource("AuthorizationServer.java").toString(),
                        "--server.port=" + port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        SpringServer server = new SpringServer(command.start(), "http://127.0.0.1:" + port);
        server.await(log);
        return server;
    }

    String issuer() {
        return issuer;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void await(Path log) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest discovery = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                if (http.send(discovery, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) return;
            } catch (IOException notYet) {
                process.waitFor(200, TimeUnit.MILLISECONDS);
            }
        }
        close();
        throw new AssertionError("Spring Authorization Server did not start:\n" + Files.readString(log));
    }

    private static String libraries() {
        return Path.of(System.getProperty("keytray.output"), "spring") + "/*";
    }

    private static Path resource(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(SpringServer.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
