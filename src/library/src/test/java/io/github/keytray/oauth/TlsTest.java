package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.keytray.GrantException;
import io.github.keytray.testing.Programs;
import io.github.keytray.testkit.EmbeddedProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(LoopbackAddress.V4, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Provider provider(String host, Network network) {
        return Provider.of("https://" + host + ":" + server.getAddress().getPort(), network);
    }

    @Test
    void should_trust_no_certificate_that_nobody_vouches_for() {
        assertThatThrownBy(provider("127.0.0.1", Network.system())::metadata)
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("certificate was not accepted");
    }

    @Test
    void should_trust_a_certificate_that_the_company_vouches_for_and_only_for_its_name() throws Exception {
        Path pem = directory.resolve("company.pem");
        keytool("-exportcert", "-rfc", "-file", pem.toString());
        Network company = Network.system().withCertificates(pem);
        assertThatThrownBy(provider("127.0.0.1", company)::metadata)
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContaining("There is no OpenID provider");
        assertThatThrownBy(provider("localhost", company)::metadata)
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("certificate was not accepted");
        assertThatThrownBy(provider("127.0.0.1", Network.system())::metadata)
                .as("nobody else trusts it")
                .isInstanceOf(GrantException.Untrusted.class);
    }

    @Test
    void should_say_what_is_no_certificate() throws Exception {
        Path file = Files.writeString(directory.resolve("not.pem"), "nothing");
        assertThatThrownBy(() -> Certificates.pem(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not.pem");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void should_read_those_of_the_system() throws Exception {
        assumeThat(Path.of("/etc/ssl/certs/ca-certificates.crt")).isReadable();
        Network system = Network.system().withSystemCertificates();
        assertThatThrownBy(provider("127.0.0.1", system)::metadata).isInstanceOf(GrantException.Untrusted.class);
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
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "SAN=ip:127.0.0.1");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("keys.p12"))) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "server", "-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        command.addAll(List.of("-keystore", directory.resolve("keys.p12").toString()));
        Programs.Ended keytool = Programs.run(Duration.ofSeconds(30), command);
        assertThat(keytool.exit()).as(keytool.err()).isZero();
    }
}
