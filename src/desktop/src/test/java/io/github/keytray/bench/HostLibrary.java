package io.github.keytray.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jars that a host has on its class path by depending on the library. */
final class HostLibrary {
    private HostLibrary() {}

    /** Of this build, as it ships. */
    static List<Path> current() {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            String name = jar.getFileName().toString();
            boolean ours = name.matches("keytray-\\d.*\\.jar") && !name.contains("tests");
            if ((ours || name.matches("jna-\\d.*")) && Files.isRegularFile(jar)) jars.add(jar);
        }
        return jars;
    }

    /** Of an earlier build, which was one module: its jar, and what it depended on; or null where that is not known. */
    static @Nullable List<Path> earlier(@Nullable Path launcher) throws IOException {
        if (launcher == null) return null;
        Path others = launcher.resolveSibling("classpath");
        if (!Files.exists(others)) return null;
        List<Path> jars = new ArrayList<>();
        try (var found = Files.newDirectoryStream(launcher.resolveSibling(""), "keytray-*-SNAPSHOT.jar")) {
            found.forEach(jars::add);
        }
        for (String jar : Files.readString(others).strip().split(File.pathSeparator, -1)) jars.add(Path.of(jar));
        return jars;
    }
}
