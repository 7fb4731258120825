package io.github.keytray.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs as a person would, to their end. */
public final class Programs {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final File NOTHING = new File(WINDOWS ? "NUL" : "/dev/null");

    private Programs() {}

    /** How a program ended, and what it said. */
    public record Ended(int exit, String out, String err) {}

    /** The command that runs a main class of the tests in a JVM of its own. */
    public static List<String> java(Class<?> main, String... args) {
        List<String> command = new ArrayList<>(List.of(javaCommand()));
        String logging = System.getProperty("java.util.logging.config.file");
        if (logging != null) command.add("-Djava.util.logging.config.file=" + logging);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /** The {@code java} that runs this test. */
    public static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public static Ended run(Duration deadline, List<String> command) throws IOException, InterruptedException {
        return run(deadline, command, Map.of());
    }

    /** Runs a command; a variable with an empty value is removed from its environment. */
    public static Ended run(Duration deadline, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("keytray", ".out");
        Path err = Files.createTempFile("keytray", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            apply(environment, builder);
            Process process = builder.start();
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError("Not over after " + deadline + ": " + command + "\n" + read(out) + read(err));
            }
            return new Ended(process.exitValue(), read(out), read(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Sets the variables of a command to come; an empty value removes one. */
    public static void apply(Map<String, String> environment, ProcessBuilder builder) {
        environment.forEach((name, value) -> {
            if (value.isEmpty()) builder.environment().remove(name);
            else builder.environment().put(name, value);
        });
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
