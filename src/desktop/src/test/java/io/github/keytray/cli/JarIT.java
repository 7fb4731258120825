package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is shipped: the command with all it needs, and nothing that only tests need. */
class JarIT {
    private static final Path APP = Path.of(System.getProperty("keytray.app"));
    private static final Path LIBRARY = Path.of(
            "../library/target",
            APP.getFileName().toString().replace("-desktop", "").replace("-app.jar", ".jar"));

    private static final Pattern MISSING = Pattern.compile("-> (\\S+) +not found");

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
                    .noneMatch(name -> name.matches("io/github/keytray/(testkit|demo|testing|bench|keycloak)/.*"))
                    .noneMatch(name -> name.startsWith("org/junit/") || name.startsWith("org/assertj/"))
                    .noneMatch(name -> name.startsWith("org/apache/http/"));
        }
    }

    /** Most of the libraries is left out: on the systems that no test of ours runs on, too, nothing may be missed. */
    @Test
    void should_leave_out_only_what_nothing_in_it_uses() {
        StringWriter found = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        jdeps.run(new PrintWriter(found), new PrintWriter(found), "--missing-deps", APP.toString());
        List<String> missed = MISSING.matcher(found.toString())
                .results()
                .map(result -> result.group(1))
                .distinct()
                // On macOS java-keyring's older backend is used, which makes the same calls through JNA.
                .filter(name -> !name.startsWith("pt.davidafsilva."))
                .filter(JarIT::isUsed)
                .toList();
        assertThat(found.toString()).as("what no library brings").contains("pt.davidafsilva.");
        assertThat(missed).isEmpty();
    }

    /** Annotations and the holders of constants are named in classes that do without them. */
    private static boolean isUsed(String name) {
        try {
            Class<?> left = Class.forName(name, false, JarIT.class.getClassLoader());
            Class<?> outer = left.getEnclosingClass() == null ? left : left.getEnclosingClass();
            boolean holdsConstants = left.getDeclaredMethods().length == 0
                    && Stream.of(left.getDeclaredFields()).allMatch(field -> Modifier.isFinal(field.getModifiers()));
            return !outer.isAnnotation() && !holdsConstants;
        } catch (ClassNotFoundException | NoClassDefFoundError never) {
            return false;
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
