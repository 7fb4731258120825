package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.keytray.GrantException;
import io.github.keytray.provider.EmbeddedProvider;
import io.github.keytray.testing.Programs;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    @Test
    void should_trust_no_certificate_that_nobody_vouches_for() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(Loopback.V4, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        server.start();
        try {
            Provider provider =
                    Provider.of("https://127.0.0.1:" + server.getAddress().getPort());
            assertThatThrownBy(provider::metadata)
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("certificate was not accepted");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void should_tell_it_from_a_network_that_does_not_speak_tls() {
        try (EmbeddedProvider plain = EmbeddedProvider.builder().start()) {
            Provider provider = Provider.of(plain.issuer().replace("http:", "https:"));
            assertThatThrownBy(provider::metadata)
                    .isInstanceOf(GrantException.Unreachable.class)
                    .hasMessageContaining("cannot be reached");
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path file = directory.resolve("keys.p12");
        Programs.Ended keytool = Programs.run(
                Duration.ofSeconds(30),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD)));
        assertThat(keytool.exit()).as(keytool.err()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
