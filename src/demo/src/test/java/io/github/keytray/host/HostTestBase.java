package io.github.keytray.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.swing.SwingSignIn;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A provider, a person at the browser, and a keyring; the hosts themselves are other programs. */
@Needs({DesktopPart.SECRET_SERVICE, DesktopPart.DISPLAY})
abstract class HostTestBase {
    static final String CLIENT = "orders-desktop";

    @TempDir
    Path directory;

    EmbeddedProvider provider;
    Map<String, String> environment;

    @BeforeEach
    void startProvider() throws Exception {
        provider = EmbeddedProvider.builder().client(CLIENT, "").start();
        Path browser = directory.resolve("browser");
        Files.writeString(
                browser, "#!/bin/sh\nexec '" + String.join("' '", Programs.java(StandInUser.class)) + "' \"$1\"\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        environment = Map.of("BROWSER", browser.toString(), "STAND_IN_USER", "alice");
    }

    @AfterEach
    void forget() throws Exception {
        provider.close();
        Programs.run(Duration.ofSeconds(10), List.of("secret-tool", "clear", "service", "keytray 127.0.0.1"));
    }

    /** What the keyring has of this provider, as another program sees it. */
    static void assertThatSignInIsStored() throws Exception {
        assertThat(Programs.run(
                                Duration.ofSeconds(10),
                                List.of("secret-tool", "search", "--all", "service", "keytray 127.0.0.1"))
                        .out())
                .contains("keytray 127.0.0.1");
    }

    int visits() {
        return provider.requests(Endpoint.AUTHORIZATION).size();
    }

    /** The library's jar, as it is published. */
    static Path library() throws Exception {
        return jarOf(SwingSignIn.class);
    }

    static Path jna() throws Exception {
        return jarOf(Class.forName("com.sun.jna.Native", false, HostTestBase.class.getClassLoader()));
    }

    /** Jars that only hosts have. */
    static Path hostJar(String name) {
        return Path.of("target", "host-jars", name).toAbsolutePath();
    }

    /** The folder of these classes, which is all that a host of the tests gets of them. */
    static Path testClasses() throws Exception {
        return jarOf(HostTestBase.class);
    }

    static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
