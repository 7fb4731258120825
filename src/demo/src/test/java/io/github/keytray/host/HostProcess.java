package io.github.keytray.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A host that runs: what it prints, how it ends, and that it says nothing on stderr. */
final class HostProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final String END = "\0";

    private final Process process;
    private final Path errors;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private HostProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        Thread reader = new Thread(this::read, "host-output");
        reader.setDaemon(true);
        reader.start();
    }

    static HostProcess start(List<String> command, Map<String, String> environment) throws IOException {
        Path errors = Files.createTempFile("keytray-host", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(errors.toFile());
        Programs.apply(environment, builder);
        return new HostProcess(builder.start(), errors);
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) lines.add(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lines.add(END);
        }
    }

    /** The next line that begins so. */
    String line(String start) throws Exception {
        StringBuilder before = new StringBuilder();
        while (true) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError("No line \"" + start + "\" after:\n" + before + Files.readString(errors));
            }
            if (line.startsWith(start)) return line;
            before.append(line).append('\n');
        }
    }

    /** Waits until it exits by itself, in order, and returns how long that took. */
    Duration end() throws Exception {
        long start = System.nanoTime();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        assertThat(Files.readString(errors)).isEmpty();
        assertThat(process.exitValue()).isZero();
        return time;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(errors);
    }
}
