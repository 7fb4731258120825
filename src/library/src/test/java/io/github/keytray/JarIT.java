package io.github.keytray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.keytray.swing.SwingSignIn;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar that is published: what is in it, what it says of itself, and how large it is. */
class JarIT {
    /** The jars of what is inside, as they were before: 10.0 MB. */
    private static final long PLAIN_BYTES = 10_000_000;

    private static final double LARGEST_SHARE = 0.45;

    /** Beside the jar, not in it: its native code is bound to its names; annotations that nothing reads at run time. */
    private static final List<String> OUTSIDE = List.of("net.java.dev.jna:jna", "org.jspecify:jspecify");

    private final Path jar = jarOf(SwingSignIn.class);

    @Test
    void should_hold_no_class_but_its_own() throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(ZipEntry::getName))
                    .filteredOn(name -> name.endsWith(".class"))
                    .hasSizeGreaterThan(500)
                    .allMatch(name -> name.startsWith("io/github/keytray/") || name.equals("module-info.class"));
        }
    }

    @Test
    void should_be_small() throws Exception {
        assumeThat(Path.of(System.getProperty("java.home"), "jmods"))
                .as("what ProGuard reads")
                .exists();
        long own = Files.size(jar);
        long jna = Files.size(
                jarOf(Class.forName("com.sun.jna.Native", false, getClass().getClassLoader())));
        System.out.printf(
                "keytray.jar: %,d bytes, jna.jar: %,d bytes, together %.2f of the plain jars' %,d%n",
                own, jna, (double) (own + jna) / PLAIN_BYTES, PLAIN_BYTES);
        assertThat(own + jna).isLessThanOrEqualTo((long) (LARGEST_SHARE * PLAIN_BYTES));
    }

    @Test
    void should_be_a_module_that_exports_its_public_face() throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            ModuleDescriptor module = ModuleDescriptor.read(file.getInputStream(file.getEntry("module-info.class")));
            assertThat(module.name()).isEqualTo("io.github.keytray");
            assertThat(module.exports())
                    .extracting(ModuleDescriptor.Exports::source)
                    .containsExactlyInAnyOrder(
                            "io.github.keytray",
                            "io.github.keytray.oauth",
                            "io.github.keytray.keychain",
                            "io.github.keytray.swing");
        }
    }

    @Test
    void should_be_a_bundle_of_a_version() throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo("io.github.keytray");
            assertThat(manifest.getValue("Bundle-Version")).matches("\\d+\\.\\d+\\.\\d+(\\.\\w+)?");
            assertThat(manifest.getValue("Export-Package")).doesNotContain("internal", "${");
        }
    }

    @Test
    void should_have_the_licences_of_all_that_is_inside() throws Exception {
        assertThat(read("META-INF/LICENSE")).contains("Apache License");
        assertThat(coordinates("(?m)^  (\\S+:\\S+) ", read("META-INF/licenses/THIRD-PARTY.txt")))
                .containsExactlyInAnyOrderElementsOf(inside());
    }

    @Test
    void should_be_for_everybody_to_read() throws Exception {
        assumeThat(jar.getFileSystem().supportedFileAttributeViews()).contains("posix");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(jar)))
                .isEqualTo("rw-r--r--");
    }

    /** What the bill of materials has. */
    private static List<String> inside() throws IOException {
        String components = Files.readString(Path.of("target/bom.json")).split("\n  \"components\"", 2)[1];
        return coordinates("\"purl\" : \"pkg:maven/([^@\"]+)@", components).stream()
                .map(name -> name.replace('/', ':'))
                .filter(name -> !OUTSIDE.contains(name))
                .toList();
    }

    private static List<String> coordinates(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private String read(String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new String(file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Path jarOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
