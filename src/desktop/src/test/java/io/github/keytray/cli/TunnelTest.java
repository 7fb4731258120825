package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, and a proxy that leads to https and refuses. */
class TunnelTest {
    private static final String LOGIN =
            Base64.getEncoder().encodeToString("ana:s3cret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private final List<String> heads = new CopyOnWriteArrayList<>();
    private ServerSocket proxy;

    @BeforeEach
    void listen() throws IOException {
        proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread refusing = new Thread(this::refuse);
        refusing.setDaemon(true);
        refusing.start();
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    private void refuse() {
        String challenge = "Proxy-Authenticate: Basic realm=\"acme\"\r\nContent-Length: 0";
        byte[] answer = ("HTTP/1.1 407 No\r\n" + challenge + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            while (true) {
                try (Socket socket = proxy.accept()) {
                    byte[] request = new byte[4096];
                    int length = socket.getInputStream().read(request);
                    if (length <= 0) continue;
                    heads.add(new String(request, 0, length, StandardCharsets.US_ASCII));
                    socket.getOutputStream().write(answer);
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private Ended doctor(String user, String password) throws IOException, InterruptedException {
        String address = user + "localhost:" + proxy.getLocalPort();
        String[] line = {"doctor", "--issuer", "https://login.acme.example", "--client-id", "desk", "--proxy", address};
        return Programs.run(
                Duration.ofSeconds(60),
                Programs.java(Main.class, line),
                Map.of("KEYTRAY_PROXY_PASSWORD", password, "XDG_CONFIG_HOME", directory.toString(), "DISPLAY", ""));
    }

    @Test
    void should_be_told_the_password_that_is_in_the_environment() throws Exception {
        Ended doctor = doctor("ana@", "s3cret");
        assertThat(heads)
                .allSatisfy(head -> assertThat(head)
                        .startsWith("CONNECT login.acme.example:443")
                        .contains("Proxy-Authorization: Basic " + LOGIN));
        assertThat(heads).isNotEmpty();
        assertThat(doctor.out()).contains("does not accept the user name and password");
        assertThat(doctor.out() + doctor.err()).doesNotContain("s3cret", LOGIN);
        assertThat(doctor.exit()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void should_be_told_nothing_where_nobody_is_named() throws Exception {
        Ended doctor = doctor("", "s3cret");
        assertThat(heads).isNotEmpty().noneMatch(head -> head.contains("Proxy-Authorization"));
        assertThat(doctor.out()).contains("Your network's proxy asks for a sign-in of its own.");
        assertThat(doctor.exit()).isEqualTo(ExitCode.UNREACHABLE);
    }
}
