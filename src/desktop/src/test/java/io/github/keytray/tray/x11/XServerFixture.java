package io.github.keytray.tray.x11;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An X server of its own, and programs that use it. All end with it. */
public final class XServerFixture implements AutoCloseable {
    private static final int GET_IMAGE = 73;
    private static final int Z_PIXMAP = 2;
    private static final int HEAD = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>(Map.of("XAUTHORITY", ""));
    private final Deque<ProcessHandle> running = new ArrayDeque<>();

    /** @param directory for what the programs print */
    public XServerFixture(Path directory) {
        this.directory = directory;
    }

    /** The variables that programs are started with. They name the server. */
    public Map<String, String> environment() {
        return environment;
    }

    public Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(
                        directory.resolve(Path.of(command[0]).getFileName()).toFile());
        Programs.apply(environment, builder);
        Process process = builder.start();
        endLater(process.toHandle());
        return process;
    }

    /** Has another process end with these. */
    public void endLater(ProcessHandle process) {
        running.push(process);
    }

    /** Starts the server, with so many bits for a colour. */
    public Process startServer(int depth) throws IOException {
        Process server = start("Xvfb", "-displayfd", "1", "-screen", "0", "640x480x" + depth, "-nolisten", "tcp");
        String number = Screen.await("a display", () -> {
            String said = read("Xvfb").strip();
            return said.isEmpty() ? Optional.empty() : Optional.of(said);
        });
        environment.put("DISPLAY", ":" + number);
        return server;
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The number of the window with this name that is seen. */
    int awaitWindow(String name) {
        return Integer.parseInt(Screen.await(name, () -> find(name)));
    }

    /** The numbers of the windows with this name that are seen; empty for none. */
    public Optional<String> find(String name) {
        try {
            List<String> search = List.of("xdotool", "search", "--onlyvisible", "--name", "^" + name + "$");
            String found = Programs.run(PATIENCE, search, environment).out().strip();
            return found.isEmpty() ? Optional.empty() : Optional.of(found);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A person's hands. */
    void xdotool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(arguments));
        assertThat(Programs.run(PATIENCE, command, environment).exit()).isZero();
    }

    /** The colours in the upper left corner of a window, as numbers of so many bytes; none while they cannot be read. */
    Set<Integer> colours(int window, int bytes, int size) {
        Set<Integer> colours = new HashSet<>();
        try (XDisplay display = XDisplay.open(environment).orElseThrow()) {
            ByteBuffer answer = display.ask(XConnection.request(GET_IMAGE, Z_PIXMAP, 16)
                    .putInt(window)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) size)
                    .putShort((short) size)
                    .putInt(-1));
            if (answer == null) return colours;
            for (int i = HEAD; i < answer.limit(); i += bytes) {
                colours.add(bytes == 4 ? answer.getInt(i) : answer.getShort(i));
            }
        }
        return colours;
    }

    @Override
    public void close() throws InterruptedException, ExecutionException, TimeoutException {
        for (ProcessHandle process : running) process.destroyForcibly();
        for (ProcessHandle process : running) process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
