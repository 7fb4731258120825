package io.github.keytray.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.osgi.framework.launch.Framework;

/** The library's jar as a bundle in Felix, beside JNA's, with no package delegated to the boot class path. */
class OsgiIT extends HostTestBase {
    @Test
    void should_resolve_and_sign_in() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Programs.javaCommand(),
                "-Dissuer=" + provider.issuer(),
                "-cp",
                testClasses() + File.pathSeparator + HostTestBase.jarOf(Framework.class),
                OsgiHost.class.getName(),
                directory.resolve("bundles").toString(),
                OrdersPlugin.class.getName(),
                jna().toString(),
                library().toString(),
                bundle().toString()));
        // Felix uses what Java is to lose, and newer Javas say so.
        if (Runtime.version().feature() > 23) command.add(1, "--sun-misc-unsafe-memory-access=allow");
        try (HostProcess host = HostProcess.start(command, environment)) {
            assertThat(host.line("signed in")).isEqualTo("signed in as alice");
            host.end();
        }
        assertThatSignInIsStored();
    }

    private Path bundle() throws Exception {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "orders");
        attributes.putValue("Import-Package", "io.github.keytray,io.github.keytray.swing,javax.swing");
        Path jar = directory.resolve("orders.jar");
        String name = OrdersPlugin.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new ZipEntry(name));
            Files.copy(testClasses().resolve(name), entries);
        }
        return jar;
    }
}
