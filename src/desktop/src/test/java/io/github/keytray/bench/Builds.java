package io.github.keytray.bench;

import io.github.keytray.cli.UnpackedDeb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The launchers that are measured.
 *
 * @param old of an earlier build, or null
 * @param plain beside the jar
 * @param installed as the Debian package has it, or null where none can be built here
 */
record Builds(@Nullable Path old, Path plain, @Nullable Path installed) {
    static Builds find(@Nullable Path old, Path directory) throws Exception {
        Path plain = Path.of(System.getProperty("keytray.app")).resolveSibling("keytray");
        if (old != null && !Files.isExecutable(old)) throw new IllegalArgumentException("No launcher: " + old);
        Path installed = null;
        try {
            installed = UnpackedDeb.build(directory).command();
            // Until they are on the disk, the pages of its archive count as the private memory of the process that has
            // them.
            new ProcessBuilder("sync").start().waitFor();
        } catch (AssertionError problem) {
            System.err.println("Without the installed command: " + problem.getMessage());
        }
        return new Builds(old, plain, installed);
    }

    /** The command of each build with these arguments, the old one first. */
    List<Stopwatch.Contender> running(String... args) {
        List<Stopwatch.Contender> contenders = new ArrayList<>();
        if (old != null) contenders.add(process("earlier build", old, args));
        contenders.add(process("plain jar by its launcher", plain, args));
        if (installed != null) contenders.add(process("installed", installed, args));
        return contenders;
    }

    /** What is installed, or else the plain jar. */
    Path best() {
        return installed == null ? plain : installed;
    }

    static Stopwatch.Contender process(String name, Path launcher, String... args) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        return Stopwatch.Contender.process(name, command);
    }
}
