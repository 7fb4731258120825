package io.github.keytray.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is a module, in an image of jlink that has the modules it needs and no others. */
@Needs(DesktopPart.SECRET_SERVICE)
class JlinkIT {
    private static final String MODULE = "module orders { requires io.github.keytray; }";
    private static final String MAIN = """
            package orders;

            import io.github.keytray.keychain.Keychain;

            public final class Main {
                public static void main(String[] arguments) throws Exception {
                    Keychain.system().probe();
                    System.out.println("stored in " + Keychain.system().name());
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void should_reach_the_keychain() throws Exception {
        assumeThat(Files.exists(Path.of(System.getProperty("java.home"), "jmods")) || linksItself())
                .as("a JDK with its jmods, or one that links from its own image (JEP 493)")
                .isTrue();
        Files.createDirectories(directory.resolve("src/orders"));
        Path module = Files.writeString(directory.resolve("src/module-info.java"), MODULE);
        Path main = Files.writeString(directory.resolve("src/orders/Main.java"), MAIN);
        Path classes = directory.resolve("classes");
        Path image = directory.resolve("image");
        String path = HostTestBase.library() + File.pathSeparator + jna();

        run("javac", "--module-path", path, "-d", classes.toString(), module.toString(), main.toString());
        run(
                "jlink",
                "--module-path",
                classes + File.pathSeparator + path,
                "--add-modules",
                "orders",
                "--output",
                image.toString());

        List<String> command = List.of(image.resolve("bin/java").toString(), "-m", "orders/orders.Main");
        Ended ended = Programs.run(Duration.ofSeconds(60), command);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).isEqualTo("stored in GNOME Keyring\n");
        assertThat(ended.exit()).isZero();
    }

    private static Path jna() throws Exception {
        return HostTestBase.hostJar(HostTestBase.jna().getFileName().toString().replace("jna-", "jna-jpms-"));
    }

    private static boolean linksItself() {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        return ToolProvider.findFirst("jlink").orElseThrow().run(out, out, "--help") == 0
                && said.toString().contains("run-time image enabled");
    }

    private static void run(String tool, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        assertThat(ToolProvider.findFirst(tool).orElseThrow().run(out, out, arguments))
                .as(said.toString())
                .isZero();
    }
}
