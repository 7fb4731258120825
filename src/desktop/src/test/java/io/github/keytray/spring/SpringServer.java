package io.github.keytray.spring;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.ProviderProcess;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** Spring Authorization Server on a free port, from the libraries that Maven copied. It forgets everything when it stops. */
final class SpringServer {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private SpringServer() {}

    static ProviderProcess start(Path directory) throws IOException, InterruptedException {
        Files.copy(resource("application.properties"), directory.resolve("application.properties"));
        int port = ProviderProcess.freePort();
        ProcessBuilder command = new ProcessBuilder(
                Programs.javaCommand(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                directory + File.pathSeparator + libraries(),
                resource("AuthorizationServer.java").toString(),
                "--server.port=" + port);
        return ProviderProcess.start(command, "http://127.0.0.1:" + port, directory.resolve("spring.log"), PATIENCE);
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
}
