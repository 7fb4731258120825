package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The Debian package, built, unpacked into a folder and configured there.
 *
 * @param deb the package
 * @param root where it is unpacked
 */
public record UnpackedDeb(Path deb, Path root) {
    public static UnpackedDeb build(Path directory) throws IOException, InterruptedException {
        Map<String, String> environment =
                Map.of("KEYTRAY_APP", System.getProperty("keytray.app"), "JAVA_HOME", System.getProperty("java.home"));
        Ended built = Programs.run(
                Duration.ofMinutes(5),
                List.of("package/deb", directory.resolve("out").toString()),
                environment);
        assertThat(built.exit()).as(built.err()).isZero();
        assertThat(built.out()).endsWith(".deb\n");
        UnpackedDeb unpacked = new UnpackedDeb(Path.of(built.out().strip()), directory.resolve("root"));
        succeed("dpkg-deb", "-x", unpacked.deb.toString(), unpacked.root.toString());
        Path control = directory.resolve("control");
        succeed("dpkg-deb", "-e", unpacked.deb.toString(), control.toString());
        Ended configured = Programs.run(
                Duration.ofMinutes(2),
                List.of(control.resolve("postinst").toString(), "configure"),
                Map.of("DPKG_ROOT", unpacked.root.toString()));
        assertThat(configured).isEqualTo(new Ended(0, "", ""));
        assertThat(unpacked.folder().resolve("keytray.jsa")).exists();
        return unpacked;
    }

    /** A newer version of the package: the same files, and a program that says so. */
    Path newer(String version) throws IOException, InterruptedException {
        Path folder = root.resolveSibling("newer");
        succeed("dpkg-deb", "-R", deb.toString(), folder.toString());
        change(folder.resolve("DEBIAN/control"), "Version: ", version);
        try (FileSystem jar = FileSystems.newFileSystem(folder.resolve("usr/lib/keytray/keytray-app.jar"))) {
            change(jar.getPath("META-INF/MANIFEST.MF"), "Implementation-Version: ", version);
        }
        Path newer = root.resolveSibling("keytray_newer.deb");
        succeed("dpkg-deb", "--root-owner-group", "-Znone", "--build", folder.toString(), newer.toString());
        return newer;
    }

    private static void change(Path file, String start, String value) throws IOException {
        String text = Files.readString(file);
        String changed = text.replaceFirst("(?m)^" + start + "[^\\r\\n]*", start + value);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(file, changed);
    }

    static Ended succeed(String... command) throws IOException, InterruptedException {
        Ended ended = Programs.run(Duration.ofMinutes(2), List.of(command));
        assertThat(ended.exit())
                .as(String.join(" ", command) + ": " + ended.err())
                .isZero();
        return ended;
    }

    /** What the package puts into {@code /usr/lib/keytray}. */
    public Path folder() {
        return root.resolve("usr/lib/keytray");
    }

    /** The link that is on the PATH. */
    public Path command() {
        return root.resolve("usr/bin/keytray");
    }
}
