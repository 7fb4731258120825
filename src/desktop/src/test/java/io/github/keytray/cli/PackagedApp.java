package io.github.keytray.cli;

import io.github.keytray.internal.platform.Platform;
import io.github.keytray.testing.Programs;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged command, with a browser that somebody stands in for. */
public final class PackagedApp {
    private final Map<String, String> environment = new HashMap<>();

    /** Makes the browser command in the directory. Without a display, unless one is asked for. */
    public PackagedApp(Path directory) throws IOException {
        this(directory, StandInUser.class);
        environment.put("DISPLAY", "");
    }

    /** With a program of the tests as the browser. */
    public PackagedApp(Path directory, Class<?> browser) throws IOException {
        Path command = directory.resolve("browser");
        Files.writeString(
                command,
                "#!/bin/sh\nunset JAVA_TOOL_OPTIONS\necho \"$1\" >>'" + directory + "/visits'\nexec '"
                        + String.join("' '", Programs.java(browser)) + "' \"$1\" >>'" + directory
                        + "/browser.log' 2>&1\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        environment.put("BROWSER", command.toString());
        environment.put("JAVA_TOOL_OPTIONS", "");
    }

    /** Sets a variable for the commands to come; an empty value removes it. */
    public PackagedApp with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs {@code keytray} to its end. */
    public Programs.Ended run(String... args) throws IOException, InterruptedException {
        return Programs.run(Duration.ofSeconds(90), command(args), environment);
    }

    /** How {@code keytray} is run: by the launcher beside the jar. */
    public static List<String> command(String... args) {
        Path jar = Path.of(System.getProperty("keytray.app"));
        List<String> command = new ArrayList<>(
                List.of(jar.resolveSibling(Platform.current() == Platform.WINDOWS ? "keytray.cmd" : "keytray")
                        .toString()));
        command.addAll(List.of(args));
        return command;
    }

    /** The jar by itself. */
    public static List<String> jar(String... args) {
        List<String> command =
                new ArrayList<>(List.of(Programs.javaCommand(), "-jar", System.getProperty("keytray.app")));
        command.addAll(List.of(args));
        return command;
    }

    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }
}
