package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Screen;
import io.github.keytray.tray.autostart.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script as the program that was installed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "packages are replaced beneath a program on Unix alone")
class NewVersionTest {
    @TempDir
    Path folder;

    private volatile Installation.State state = Installation.State.SAME;
    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch quit = new CountDownLatch(1);
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> windows = new CopyOnWriteArrayList<>();
    private Path starts;
    private NewVersion version;

    @BeforeEach
    void install() throws Exception {
        starts = folder.resolve("starts");
        version = new NewVersion(() -> state, List.of(program(0)), nanos::get, quit::countDown, said::add);
        version.setWindow(windows::add);
    }

    private String program(int exit) throws IOException {
        Path program = folder.resolve("keytray");
        Files.writeString(
                program, "#!/bin/sh\necho \"$* $XDG_ACTIVATION_TOKEN\" >>'" + starts + "'\nexit " + exit + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }

    private List<String> awaitStarts(int number) {
        return Screen.await(number + " starts", () -> {
            List<String> lines = starts();
            return lines.size() >= number ? Optional.of(lines) : Optional.empty();
        });
    }

    private List<String> starts() {
        try {
            return Files.exists(starts) ? Files.readAllLines(starts) : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(quit.await(20, TimeUnit.SECONDS)).as("ended").isTrue();
    }

    @Test
    void should_leave_the_tray_alone_while_nothing_happens() {
        version.look();
        version.open("token");
        assertThat(windows).containsExactly("token");
        version.startTray(true, false);
        assertThat(starts()).isEmpty();
        assertThat(quit.getCount()).isOne();
    }

    @Test
    void should_end_for_a_program_that_starts_and_start_its_tray() throws Exception {
        state = Installation.State.REPLACED;
        version.look();
        awaitEnd();
        assertThat(starts()).containsExactly("tray --help ");
        version.startTray(false, true);
        assertThat(awaitStarts(2)).containsExactly("tray --help ", "tray --hidden --paused ");
        assertThat(said).singleElement().asString().contains("takes over");
    }

    @Test
    void should_open_the_window_of_the_new_version_for_a_person_who_asks_meanwhile() throws Exception {
        state = Installation.State.REPLACED;
        version.open("token");
        awaitEnd();
        version.startTray(false, false);
        assertThat(awaitStarts(2)).containsExactly("tray --help ", "tray token");
        assertThat(windows).isEmpty();
    }

    @Test
    void should_go_on_where_the_new_program_does_not_start_and_try_again_later() throws Exception {
        program(1);
        state = Installation.State.REPLACED;
        version.open("token");
        Screen.await("its own window", () -> windows.stream().findFirst());
        assertThat(windows).containsExactly("token");
        version.look();
        assertThat(starts()).hasSize(1);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        version.look();
        awaitStarts(2);
        assertThat(quit.getCount()).isOne();
        assertThat(said).singleElement().asString().contains("does not start");
    }

    @Test
    void should_wait_for_a_person_at_a_dialog_for_ever() throws Exception {
        AtomicBoolean isAsking = new AtomicBoolean(true);
        version.waitWhile(isAsking::get);
        state = Installation.State.REPLACED;
        version.look();
        nanos.addAndGet(Duration.ofDays(1).toNanos());
        version.look();
        version.open("token");
        assertThat(windows).containsExactly("token");
        assertThat(starts()).isEmpty();
        isAsking.set(false);
        version.look();
        awaitEnd();
    }

    @Test
    void should_wait_some_minutes_for_work() throws Exception {
        version.waitSomeTimeWhile(() -> true);
        state = Installation.State.REPLACED;
        version.look();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        version.look();
        assertThat(starts()).isEmpty();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        version.look();
        awaitEnd();
    }

    @Test
    void should_start_nothing_where_the_package_is_removed_meanwhile() throws Exception {
        state = Installation.State.REPLACED;
        version.look();
        awaitEnd();
        version.over();
        state = Installation.State.REMOVED;
        version.look();
        version.startTray(true, false);
        assertThat(starts()).containsExactly("tray --help ");
    }

    @Test
    void should_not_end_for_a_removal_while_something_would_be_lost() throws Exception {
        AtomicBoolean isUnsaved = new AtomicBoolean(true);
        version.waitWhile(isUnsaved::get);
        state = Installation.State.REMOVED;
        version.look();
        assertThat(quit.getCount()).isOne();
        isUnsaved.set(false);
        version.look();
        awaitEnd();
    }

    /** The time at a dialog is not taken from what work has. */
    @Test
    void should_give_work_its_minutes_after_a_dialog() throws Exception {
        AtomicBoolean isAsking = new AtomicBoolean(true);
        version.waitWhile(isAsking::get);
        version.waitSomeTimeWhile(() -> true);
        state = Installation.State.REPLACED;
        version.look();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        isAsking.set(false);
        version.look();
        version.open("token");
        assertThat(windows).as("no other version is tried").containsExactly("token");
        nanos.addAndGet(Duration.ofMinutes(4).toNanos());
        version.look();
        awaitEnd();
    }

    @Test
    void should_end_where_the_package_is_removed() throws Exception {
        state = Installation.State.REMOVED;
        version.look();
        version.look();
        awaitEnd();
        version.startTray(true, false);
        assertThat(starts()).isEmpty();
        assertThat(said).singleElement().asString().contains("no longer installed");
    }
}
