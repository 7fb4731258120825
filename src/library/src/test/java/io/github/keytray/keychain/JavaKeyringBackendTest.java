package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keychain that is there, and java-keyring that sometimes does not find it. */
class JavaKeyringBackendTest {
    private static final EntryName ENTRY = new EntryName("keytray", "ana");
    private static final KeyringGuard PASSED = new KeyringGuard() {
        @Override
        public boolean ensureUnlocked(EntryName entry, boolean writing) {
            return true;
        }

        @Override
        public boolean removeDuplicates(EntryName entry) {
            return false;
        }

        @Override
        public void close() {}
    };

    @TempDir
    Path directory;

    private int tries;

    private JavaKeyringBackend backend(int failures, KeyringGuard guard) {
        return new JavaKeyringBackend(() -> created(failures), guard, new KeychainFailures("Busy Keyring"));
    }

    private Keyring created(int failures) throws BackendNotSupportedException {
        tries++;
        if (tries <= failures) throw new BackendNotSupportedException("No reply in time");
        return SimulatedKeyring.MAC.keyring(directory);
    }

    @Test
    void should_be_tried_again_behind_a_gate_that_found_it_there() throws Exception {
        JavaKeyringBackend backend = backend(3, PASSED);
        backend.set(ENTRY, "secret");
        assertThat(backend.get(ENTRY)).contains("secret");
        assertThat(tries).isEqualTo(4);
    }

    @Test
    void should_be_said_not_to_answer_in_time_and_be_left_alone_for_a_while() {
        JavaKeyringBackend backend = backend(Integer.MAX_VALUE, PASSED);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> backend.get(ENTRY))
                    .isInstanceOfSatisfying(
                            StoreUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT))
                    .hasMessageContaining("Busy Keyring did not answer in time");
        }
        assertThat(tries).isEqualTo(4);
    }

    @Test
    void should_be_absent_at_once_where_nothing_says_that_it_is_there() {
        JavaKeyringBackend backend = backend(Integer.MAX_VALUE, KeyringGuard.OPEN);
        assertThatThrownBy(() -> backend.get(ENTRY))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.ABSENT));
        assertThat(tries).isOne();
    }

    @Test
    void should_let_go_of_a_caller_who_is_interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> backend(Integer.MAX_VALUE, PASSED).get(ENTRY))
                .isInstanceOf(InterruptedException.class);
        assertThat(tries).isOne();
    }
}
