package io.github.keytray.cli;

import io.github.keytray.tray.autostart.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tray that may end for its successor, with a shell script as the program that was installed. Nothing goes on beside the test: it is
 * tried whether the program starts when a test says so, and what was started has ended when a test looks.
 */
abstract class RestartFixture {
    static final String TRIAL = "tray --remind --help ";
    static final TrayOptions HIDDEN = new TrayOptions(true, false, false, false);

    @TempDir
    Path folder;

    Installation.State state = Installation.State.SAME;
    long nanos;
    boolean hasEnded;
    Duration closedFor = Duration.ZERO;
    boolean ownsClipboard;
    boolean isAsking;
    boolean isWorking;
    boolean isAllStored = true;
    final Deque<Runnable> trials = new ArrayDeque<>();
    final List<String> said = new ArrayList<>();
    final List<String> windows = new ArrayList<>();
    Path starts;
    Restart restart;

    @BeforeEach
    void install() throws Exception {
        starts = Files.createFile(folder.resolve("starts"));
        String program = program("exit 0");
        restart = new Restart(
                () -> state,
                new Successor(() -> List.of(program, "tray"), ProcessImage::start),
                new Successor(() -> List.of(program, "-jar", "tray"), ProcessImage::start),
                () -> nanos,
                trials::add,
                () -> hasEnded = true,
                said::add);
        restart.setWindow(windows::add, () -> closedFor, () -> ownsClipboard);
        restart.waitWhile(() -> isAsking);
        restart.waitSomeTimeWhile(() -> isWorking);
        restart.startAnewOnlyWhile(() -> isAllStored);
    }

    String program(String end) throws IOException {
        Path program = folder.resolve("keytray");
        Files.writeString(program, "#!/bin/sh\necho \"$* $XDG_ACTIVATION_TOKEN\" >>'" + starts + "'\n" + end + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }

    /** Looks, and tries the program where that is wanted. */
    void look() {
        restart.look();
        tryPrograms();
    }

    void tryPrograms() {
        while (!trials.isEmpty()) trials.remove().run();
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** With what the program was started so far. */
    List<String> starts() throws IOException {
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(folder.toString()))
                .forEach(child -> child.onExit().join());
        return Files.readAllLines(starts);
    }
}
