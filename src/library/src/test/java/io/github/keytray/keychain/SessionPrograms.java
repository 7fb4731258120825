package io.github.keytray.keychain;

import io.github.keytray.testing.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The programs of a session whose bus, files and settings are its own. */
abstract class SessionPrograms implements AutoCloseable {
    final Path directory;
    private final boolean display;
    private final List<Process> others = new ArrayList<>();

    SessionPrograms(Path directory, boolean display) {
        this.directory = directory;
        this.display = display;
    }

    final Path socket() {
        return directory.resolve("bus");
    }

    /** Where the bus listens. */
    String address() {
        return "unix:path=" + socket();
    }

    /** Another JVM of the same person in this session. */
    KeychainProbe.Jvm probe(Map<String, String> more) throws IOException {
        ProcessBuilder builder = KeychainProbe.command();
        settle(builder);
        more.forEach((name, value) -> {
            if (value.isEmpty()) builder.environment().remove(name);
            else builder.environment().put(name, value);
        });
        return KeychainProbe.start(builder);
    }

    Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(directory.resolve(command[0] + ".log").toFile());
        settle(builder);
        Process process = builder.start();
        others.add(process);
        return process;
    }

    void run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        settle(builder);
        builder.start().waitFor();
    }

    void await(String... command) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            settle(builder);
            if (builder.start().waitFor() == 0) return;
        }
        throw new AssertionError("Never succeeded: " + String.join(" ", command));
    }

    /** What is different for a program in this session; empty for what it has not. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DBUS_SESSION_BUS_ADDRESS", address());
        for (String name : List.of("XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME")) {
            environment.put(name, directory.toString());
        }
        // KeePassXC has a file of settings in each of these two, and those of 2.8 must not be one.
        environment.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        // A second KeePassXC would find the socket of another session's there, and hand its database over to it.
        environment.put("TMPDIR", directory.toString());
        environment.put("XDG_STATE_HOME", directory.resolve("state").toString());
        environment.put("GNOME_KEYRING_CONTROL", "");
        if (!display) {
            environment.put("DISPLAY", "");
            environment.put("WAYLAND_DISPLAY", "");
        }
        return environment;
    }

    final void settle(ProcessBuilder builder) {
        Programs.apply(environment(), builder);
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : others) {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        }
    }
}
