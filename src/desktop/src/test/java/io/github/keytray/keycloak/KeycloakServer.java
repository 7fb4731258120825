package io.github.keytray.keycloak;

import io.github.keytray.testing.ProviderProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/** Keycloak, as Maven unpacked it, with a realm of our own, on a free port. Everything is forgotten when it stops. */
final class KeycloakServer {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private KeycloakServer() {}

    static ProviderProcess start() throws IOException, InterruptedException {
        Path home = home();
        Path realm = Files.createDirectories(home.resolve("data/import")).resolve("keytray-realm.json");
        try (InputStream resource = Objects.requireNonNull(KeycloakServer.class.getResourceAsStream("realm.json"))) {
            Files.copy(resource, realm, StandardCopyOption.REPLACE_EXISTING);
        }
        int port = ProviderProcess.freePort();
        ProcessBuilder command = new ProcessBuilder(
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=http://127.0.0.1:" + port);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        String issuer = "http://127.0.0.1:" + port + "/realms/keytray";
        return ProviderProcess.start(command, issuer, home.resolveSibling("keycloak.log"), PATIENCE);
    }

    private static Path home() throws IOException {
        try (Stream<Path> homes = Files.list(Path.of(System.getProperty("keytray.output"), "keycloak"))) {
            return homes.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}
