package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.tray.autostart.Installation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** For a new version, and at the end of the package. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "packages are replaced beneath a program on Unix alone")
class RestartTest extends RestartFixture {
    private static final TrayOptions OPEN = new TrayOptions(false, false, false, false);

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
}
