package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javakeyring.PasswordAccessException;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringErrorTranslatorTest {
    private static final EntryName NAME = new EntryName("keytray a", "user-1");
    private final KeyringErrorTranslator errors = new KeyringErrorTranslator(new KeychainFailures("Fake Keyring"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No stored credentials match keytray a account: user-1",
                "No password to delete. No stored credentials match keytray a account: user-1",
                "Error code 1168",
                "Password is not in wallet",
                "Password cannot be deleted, it is not in wallet"
            })
    void should_know_an_entry_that_is_not_there(String message) {
        assertThat(errors.isAbsentEntry(new PasswordAccessException(message))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Too many stored credentials match keytray a account: user-1 | FAILED",
                "Error code 5 | DENIED",
                "Error code 8 | TOO_LARGE",
                "Error code 1312 | ABSENT",
                "Error code 1783 | TOO_LARGE",
                "Error code 11680 | FAILED",
                "Failed to get credential. User canceled the operation. | DISMISSED",
                "Failed to set credential. User interaction is not allowed. | LOCKED",
                "No password to delete. Failed to get credential. User interaction is not allowed. | LOCKED",
                "The user name or passphrase you entered is not correct. | DENIED",
                "Failed to get credential. null | FAILED"
            })
    void should_tell_everything_else_apart(String message, Reason reason) {
        PasswordAccessException e = new PasswordAccessException(message);
        assertThat(errors.isAbsentEntry(e)).isFalse();
        assertThat(errors.explain(NAME, e).reason()).isEqualTo(reason);
        assertThat(errors.explain(NAME, e)).hasCause(e);
    }
}
