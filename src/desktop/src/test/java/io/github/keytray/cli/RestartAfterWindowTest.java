package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.tray.autostart.Installation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** For the memory that a window took. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "packages are replaced beneath a program on Unix alone")
class RestartAfterWindowTest extends RestartFixture {
    private static final String READ = "-jar tray --try ";

    private void close(Duration since) {
        closedFor = since;
        look();
    }

    /** It would start anew, and the trial waits. */
    private void beginTrial() {
        closedFor = Duration.ofMinutes(4);
        restart.look();
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
        beginTrial();
        state = Installation.State.REPLACED;
        tryPrograms();
        assertThat(hasEnded).isFalse();
        look();
        restart.startSuccessor(HIDDEN);
        assertThat(starts()).containsExactly(READ, TRIAL, "tray --hidden ");
    }

    @Test
    void should_open_its_own_window_at_once_for_a_person_who_asks_while_it_would_start_anew() throws Exception {
        beginTrial();
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
        beginTrial();
        closedFor = Duration.ZERO;
        tryPrograms();
        beginTrial();
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
        beginTrial();
        restart.open("token");
        state = Installation.State.REPLACED;
        restart.look();
        trials.remove().run();
        assertThat(hasEnded).isFalse();
        tryPrograms();
        assertThat(hasEnded).isTrue();
    }
}
