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

/** java-keyring, which finds a keychain or does not. */
class JavaKeyringBackendTest {
    private static final EntryName ENTRY = new EntryName("keytray", "ana");

    @TempDir
    Path directory;

    private int tries;

    private JavaKeyringBackend backend(int failures) {
        return new JavaKeyringBackend(() -> created(failures), new KeychainFailures("Busy Keyring"));
    }

    private Keyring created(int failures) throws BackendNotSupportedException {
        tries++;
        if (tries <= failures) throw new BackendNotSupportedException("No reply in time");
        return SimulatedKeyring.MAC.keyring(directory);
    }

    @Test
    void should_be_created_once() throws Exception {
        JavaKeyringBackend backend = backend(0);
        backend.set(ENTRY, "secret");
        assertThat(backend.get(ENTRY)).contains("secret");
        assertThat(tries).isOne();
    }

    @Test
    void should_be_absent_at_once_where_it_is_not_found() {
        JavaKeyringBackend backend = backend(Integer.MAX_VALUE);
        assertThatThrownBy(() -> backend.get(ENTRY))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.ABSENT));
        assertThat(tries).isOne();
    }

    @Test
    void should_let_go_of_a_caller_who_is_interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> backend(Integer.MAX_VALUE).get(ENTRY)).isInstanceOf(InterruptedException.class);
        assertThat(tries).isZero();
    }
}
