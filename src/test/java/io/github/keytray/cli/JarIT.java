package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is shipped: the command with all it needs, and nothing that only tests need. */
class JarIT {
    private static final Path APP = Path.of(System.getProperty("keytray.app"));
    private static final Path LIBRARY =
            APP.resolveSibling(APP.getFileName().toString().replace("-app.jar", ".jar"));

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void should_hold_no_provider_and_no_test() throws IOException {
        for (Path jar : List.of(APP, LIBRARY)) {
            assertThat(entries(jar))
                    .contains("io/github/keytray/swing/SwingSignIn.class")
                    .noneMatch(name -> name.matches("io/github/keytray/(provider|demo|testing|bench|keycloak)/.*"))
                    .noneMatch(name -> name.startsWith("org/junit/") || name.startsWith("org/assertj/"))
                    .noneMatch(name -> name.startsWith("org/apache/http/"));
        }
    }

    @Test
    void should_be_the_same_however_often_it_is_built() throws IOException {
        try (JarFile jar = new JarFile(LIBRARY.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getTimeLocal).distinct())
                    .as("times of our own entries, of which a reproducible jar has one")
                    .hasSize(1);
        }
    }
}
