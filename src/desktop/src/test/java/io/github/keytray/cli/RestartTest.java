package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a shell script as the program that was installed. Nothing goes on beside the test: it is tried whether the program starts
 * when a test says so, and what was started has ended when a test looks.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "packages are replaced beneath a program on Unix alone")
class RestartTest {
    private static final String TRIAL = "tray --remind --help ";
    private static final String READ = "-jar tray --try ";
    private static final TrayOptions OPEN = new TrayOptions(false, false, false, false);
    private static final TrayOptions HIDDEN = new TrayOptions(true, false, false, false);

    @TempDir
    Path folder;

    private Installation.State state = Installation.State.SAME;
    private long nanos;
    private boolean hasEnded;
    private Duration closedFor = Duration.ZERO;
    private boolean ownsClipboard;
    private boolean isAsking;
    private boolean isWorking;
    private boolean isAllStored = true;
    private final Deque<Runnable> trials = new ArrayDeque<>();
    private final List<String> said = new ArrayList<>();
    private final List<String> windows = new ArrayList<>();
    private Path starts;
    private Restart restart;

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

    private String program(String end) throws IOException {
        Path program = folder.resolve("keytray");
        Files.writeString(program, "#!/bin/sh\necho \"$* $XDG_ACTIVATION_TOKEN\" >>'" + starts + "'\n" + end + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }

    /** Looks, and tries the program where that is wanted. */
    private void look() {
        restart.look();
        tryPrograms();
    }

    private void tryPrograms() {
        while (!trials.isEmpty()) trials.remove().run();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** With what the program was started so far. */
    private List<String> starts() throws IOException {
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(folder.toString()))
                .forEach(child -> child.onExit().join());
        return Files.readAllLines(starts);
    }

    @Test
    void should_leave_the_tray_alone_while_nothing_happens() throws Exception {
        look();
        restart.open("token");
        assertThat(windows).containsExactly("token");
        restart.startSuccessor(OPEN);
        assertThat(starts()).isEmpty();
        assertThat(hasEnded).isFalse();
    }

    @Test
    void should_end_for_a_program_that_starts_and_start_its_tray_as_this_one_was() throws Exception {
        state = Installation.State.REPLACED;
        look();
        assertThat(hasEnded).isTrue();
        assertThat(starts()).containsExactly(TRIAL);
        restart.startSuccessor(new TrayOptions(true, true, true, false));
        assertThat(starts()).containsExactly(TRIAL, "tray --hidden --paused --remind ");
        assertThat(said).singleElement().asString().contains("takes over");
        restart.startSuccessor(OPEN);
        assertThat(starts()).as("one tray").hasSize(2);
    }

    @Test
    void should_ask_no_reminder_of_an_older_version() throws Exception {
        program("case $* in *--remind*) exit 2 ;; esac");
        state = Installation.State.REPLACED;
        look();
        assertThat(hasEnded).isTrue();
        restart.startSuccessor(new TrayOptions(true, false, true, false));
        assertThat(starts()).containsExactly(TRIAL, "tray --help ", "tray --hidden ");
    }

    @Test
    void should_open_the_window_of_the_new_version_for_a_person_who_asks_meanwhile() throws Exception {
        state = Installation.State.REPLACED;
        restart.open("token");
        tryPrograms();
        restart.startSuccessor(HIDDEN);
        assertThat(starts()).containsExactly(TRIAL, "tray token");
        assertThat(windows).isEmpty();
    }

    @Test
    void should_go_on_where_the_new_program_does_not_start_and_try_again_later() throws Exception {
        program("exit 1");
        state = Installation.State.REPLACED;
        restart.open("token");
        assertThat(windows).as("while it is tried").isEmpty();
        tryPrograms();
        assertThat(windows).containsExactly("token");
        look();
        assertThat(starts()).hasSize(2);
        pass(Duration.ofMinutes(2));
        look();
        assertThat(starts()).hasSize(4);
        assertThat(hasEnded).isFalse();
        assertThat(said).singleElement().asString().contains("does not start");
    }

    @Test
    void should_wait_for_a_person_at_a_dialog_for_ever() throws Exception {
        isAsking = true;
        state = Installation.State.REPLACED;
        look();
        pass(Duration.ofDays(1));
        look();
        restart.open("token");
        assertThat(windows).containsExactly("token");
        assertThat(starts()).isEmpty();
        isAsking = false;
        look();
        assertThat(hasEnded).isTrue();
    }

    @Test
    void should_wait_for_what_begins_while_the_program_is_tried() throws Exception {
        state = Installation.State.REPLACED;
        restart.look();
        isAsking = true;
        tryPrograms();
        assertThat(hasEnded).isFalse();
        isAsking = false;
        look();
        assertThat(hasEnded).isTrue();
    }

    /** The time at a dialog is not taken from what work has. */
    @Test
    void should_wait_some_minutes_for_work_after_a_dialog() throws Exception {
        isAsking = true;
        isWorking = true;
        state = Installation.State.REPLACED;
        look();
        pass(Duration.ofHours(1));
        isAsking = false;
        look();
        pass(Duration.ofMinutes(2));
        look();
        assertThat(starts()).isEmpty();
        pass(Duration.ofMinutes(2));
        look();
        assertThat(hasEnded).isTrue();
    }

    @Test
    void should_start_nothing_where_the_package_is_removed_meanwhile() throws Exception {
        state = Installation.State.REPLACED;
        look();
        restart.over();
        state = Installation.State.REMOVED;
        look();
        restart.startSuccessor(OPEN);
        assertThat(starts()).containsExactly(TRIAL);
    }

    @Test
    void should_end_where_the_package_is_removed_once_nothing_would_be_lost() throws Exception {
        isAsking = true;
        state = Installation.State.REMOVED;
        look();
        assertThat(hasEnded).isFalse();
        isAsking = false;
        look();
        look();
        assertThat(hasEnded).isTrue();
        restart.startSuccessor(OPEN);
        assertThat(starts()).isEmpty();
        assertThat(said).singleElement().asString().contains("no longer installed");
    }

    private void close(Duration since) {
        closedFor = since;
        look();
    }

    @Test
    void should_start_anew_some_minutes_after_its_window_was_closed() throws Exception {
        close(Duration.ofMinutes(2));
        assertThat(starts()).isEmpty();
        close(Duration.ofMinutes(3));
        assertThat(hasEnded).isTrue();
        restart.startSuccessor(new TrayOptions(true, false, true, false));
        assertThat(starts()).containsExactly(READ, "-jar tray --hidden --remind ");
        assertThat(said).isEmpty();
    }

    /** As one that KeePassXC asks about, or that is locked now. */
    @Test
    void should_not_try_again_before_its_next_use_where_another_process_could_not_read_the_keychain() throws Exception {
        program("exit 8");
        close(Duration.ofMinutes(4));
        close(Duration.ofHours(4));
        assertThat(starts()).containsExactly(READ);
        assertThat(hasEnded).isFalse();
        assertThat(said).isEmpty();
        close(Duration.ZERO);
        close(Duration.ofMinutes(4));
        assertThat(starts()).hasSize(2);

        program("exit 0");
        state = Installation.State.REPLACED;
        look();
        assertThat(hasEnded).as("another version is not waited with").isTrue();
    }

    /** The clipboard of X11 has nothing of a program that has ended. */
    @Test
    void should_stay_while_something_that_was_copied_could_be_pasted() throws Exception {
        ownsClipboard = true;
        close(Duration.ofMinutes(4));
        assertThat(starts()).isEmpty();
        ownsClipboard = false;
        look();
        assertThat(hasEnded).isTrue();
    }

    /** Half of the files are the new version's, and it is not known whether that starts. */
    @Test
    void should_not_start_anew_what_is_replaced_meanwhile() throws Exception {
        closedFor = Duration.ofMinutes(4);
        restart.look();
        state = Installation.State.REPLACED;
        tryPrograms();
        assertThat(hasEnded).isFalse();
        look();
        restart.startSuccessor(HIDDEN);
        assertThat(starts()).containsExactly(READ, TRIAL, "tray --hidden ");
    }

    @Test
    void should_open_its_own_window_at_once_for_a_person_who_asks_while_it_would_start_anew() throws Exception {
        closedFor = Duration.ofMinutes(4);
        restart.look();
        restart.open("token");
        assertThat(windows).containsExactly("token");
        tryPrograms();
        assertThat(hasEnded).isFalse();
        restart.open("another");
        assertThat(windows).containsExactly("token", "another");
        assertThat(trials).as("memory can wait").isEmpty();
    }

    @Test
    void should_stay_where_its_window_opens_or_work_begins_while_it_would_start_anew() throws Exception {
        closedFor = Duration.ofMinutes(4);
        restart.look();
        closedFor = Duration.ZERO;
        tryPrograms();
        closedFor = Duration.ofMinutes(4);
        restart.look();
        isWorking = true;
        tryPrograms();
        assertThat(hasEnded).isFalse();
        pass(Duration.ofDays(1));
        look();
        assertThat(hasEnded).as("work is never cut short for memory").isFalse();
        isWorking = false;
        isAllStored = false;
        look();
        assertThat(hasEnded).as("its successor would not know what it knows").isFalse();
        isAllStored = true;
        look();
        assertThat(hasEnded).isTrue();
    }

    /** The trial of the one takes longer than the person waits for the other. */
    @Test
    void should_not_end_by_a_trial_that_was_given_up() throws Exception {
        closedFor = Duration.ofMinutes(4);
        restart.look();
        restart.open("token");
        state = Installation.State.REPLACED;
        restart.look();
        trials.remove().run();
        assertThat(hasEnded).isFalse();
        tryPrograms();
        assertThat(hasEnded).isTrue();
    }
}
