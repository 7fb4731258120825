package io.github.keytray.keychain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keytray.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A keychain in a session of its own, and the person in front of it. */
abstract class DesktopKeychain implements AutoCloseable {
    static final String PASSWORD = "rig";
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    /** How long a window may need to close after it was answered. */
    static final Duration UNTIL_CLOSED = Duration.ofSeconds(3);

    final PrivateSession session;
    final Path directory;

    DesktopKeychain(PrivateSession session, Path directory) {
        this.session = session;
        this.directory = directory;
    }

    /** What people call it. */
    abstract String name();

    /** Starts it, with what is kept in it open where it does not ask for the password itself. */
    abstract void start() throws Exception;

    abstract void lock() throws Exception;

    /** Kills it, which leaves it no time to write anything. */
    abstract void kill() throws Exception;

    /** Answers a window of the keychain. */
    abstract void answer(Window window, boolean agrees) throws Exception;

    /** The class of its windows. */
    abstract String windowClass();

    /** The windows of the keychain that ask the person for something. */
    List<Window> questions() throws IOException, InterruptedException {
        return output("xdotool", "search", "--onlyvisible", "--class", windowClass())
                .lines()
                .map(this::window)
                .filter(window -> !window.title.isBlank())
                .toList();
    }

    /** What Keytray answers when the person says yes to all that the keychain asks meanwhile. */
    String agreeing(KeychainProbe.PendingAnswer answer) throws Exception {
        return answering(answer, true);
    }

    /** What Keytray answers when the person says no. */
    String refusing(KeychainProbe.PendingAnswer answer) throws Exception {
        return answering(answer, false);
    }

    private String answering(KeychainProbe.PendingAnswer answer, boolean agrees) throws Exception {
        long end = System.nanoTime() + A_WHILE.toNanos();
        while (!answer.within(Duration.ofMillis(100)) && System.nanoTime() < end) {
            for (Window window : questions()) answer(window, agrees);
        }
        return answer.text();
    }

    KeychainProbe.Jvm probe() throws IOException {
        return session.probe(Map.of("XDG_CURRENT_DESKTOP", desktop()));
    }

    String desktop() {
        return "keytray";
    }

    void press(Window window, String... keys) throws IOException, InterruptedException {
        activate(window);
        session.run(Stream.concat(Stream.of("xdotool", "key"), Stream.of(keys)).toArray(String[]::new));
    }

    /** xdotool waits for many seconds for a window that closes meanwhile, while the next one waits for an answer. */
    void activate(Window window) throws IOException, InterruptedException {
        session.run("timeout", "2", "xdotool", "windowactivate", "--sync", window.id);
    }

    /** Types into the fields of the window and confirms, again and again until it closes: it shows before it listens. */
    void fill(Window window, String... words) throws Exception {
        closing(window, () -> {
            for (int i = 0; i < words.length; i++) {
                if (i > 0) session.run("xdotool", "key", "Tab");
                type(words[i]);
            }
            session.run("xdotool", "key", "Return");
            return () -> {
                for (int i = 1; i < words.length; i++) session.run("xdotool", "key", "shift+Tab");
            };
        });
    }

    /** Types into the field that has the focus, in the place of what is in it. */
    void type(String word) throws IOException, InterruptedException {
        session.run("xdotool", "key", "ctrl+a");
        session.run("xdotool", "type", "--delay", "20", word);
    }

    /** Answers the window until it closes. */
    void closing(Window window, Attempt attempt) throws Exception {
        await("the end of " + window, () -> {
            if (!questions().contains(window)) return true;
            activate(window);
            Undo undo = attempt.make();
            long end = System.nanoTime() + UNTIL_CLOSED.toNanos();
            while (System.nanoTime() < end) {
                if (!questions().contains(window)) return true;
                TimeUnit.MILLISECONDS.sleep(50);
            }
            undo.run();
            return false;
        });
    }

    String output(String... command) throws IOException, InterruptedException {
        return Programs.run(A_WHILE, List.of(command), session.environment()).out();
    }

    void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + A_WHILE.toNanos();
        while (!condition.isSo()) {
            if (System.nanoTime() > end) throw new AssertionError("Never: " + what);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, UTF_8);
    }

    private Window window(String id) {
        try {
            return new Window(id, output("xdotool", "getwindowname", id).strip());
        } catch (IOException e) {
            return new Window(id, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Window(id, "");
        }
    }

    @Override
    public void close() throws Exception {
        session.close();
    }

    /** A window on the screen. */
    record Window(String id, String title) {}

    /** An answer that may come before the window listens. */
    @FunctionalInterface
    interface Attempt {
        Undo make() throws Exception;
    }

    /** What makes the window as it was before the answer. */
    @FunctionalInterface
    interface Undo {
        void run() throws Exception;
    }

    /** Something that will be so. */
    @FunctionalInterface
    interface Condition {
        boolean isSo() throws Exception;
    }
}
