package io.github.keytray.tray.autostart;

import io.github.keytray.internal.platform.Platform;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/** How Keytray is started again: by the launcher beside its jar, else by this Java. */
public final class LaunchCommand {
    /** Beside the launcher: what Java is started with for the tray. */
    private static final String OPTIONS = "keytray-tray.vmoptions";

    /** Where the jar is by itself. */
    private static final List<String> SHORT = List.of("-XX:+UseSerialGC", "-Xmx128m");

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private LaunchCommand() {}

    /** The command; empty when this is not the packaged Keytray. */
    public static List<String> command(String... arguments) {
        CodeSource source = LaunchCommand.class.getProtectionDomain().getCodeSource();
        if (source == null) return List.of();
        try {
            return command(Platform.current(), Path.of(source.getLocation().toURI()), arguments);
        } catch (URISyntaxException | IllegalArgumentException elsewhere) {
            return List.of();
        }
    }

    /**
     * The command that this process runs, with other arguments after its jar: with the same Java and all options of it. Empty
     * where it is unknown, as on other systems than Linux, and where no jar is run.
     */
    public static List<String> running(String... arguments) {
        try {
            String line = Files.readString(COMMAND_LINE, Charset.defaultCharset());
            return ofCommandLine(java("java"), line, arguments);
        } catch (IOException unknown) {
            return List.of();
        }
    }

    /** @param java with its folder, which the command line may leave to the PATH */
    static List<String> ofCommandLine(String java, String commandLine, String... arguments) {
        List<String> words = List.of(commandLine.split("\0", -1));
        int jar = words.indexOf("-jar") + 1;
        if (jar == 0 || jar == words.size()) return List.of();
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(words.subList(1, jar + 1));
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    static List<String> command(Platform platform, Path jar, String... arguments) {
        if (!Files.isRegularFile(jar)) return List.of();
        Path launcher = jar.resolveSibling("keytray");
        List<String> command = new ArrayList<>();
        if (platform != Platform.WINDOWS && Files.isExecutable(launcher)) {
            command.add(launcher.toString());
        } else {
            boolean windows = platform == Platform.WINDOWS;
            command.add(java(windows ? "javaw.exe" : "java"));
            if (List.of(arguments).contains("tray")) {
                Path options = jar.resolveSibling(OPTIONS);
                command.addAll(Files.isRegularFile(options) ? List.of("@" + options) : SHORT);
            }
            command.add("-jar");
            command.add(jar.toString());
        }
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }

    /** The same, for as long as a policy says so; empty when it is unknown. */
    static List<String> byPolicy(List<String> command) {
        if (command.isEmpty()) return command;
        List<String> longer = new ArrayList<>(command);
        longer.add(Autostart.BY_POLICY);
        return longer;
    }

    static IOException notInstalled() {
        return new IOException("Only the packaged Keytray can be started with the session. Run it from its jar.");
    }
}
