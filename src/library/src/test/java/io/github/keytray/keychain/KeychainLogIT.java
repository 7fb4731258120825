package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host that logs everything there is to log reads nothing of what goes to the keychain or comes from it. */
@Needs(DesktopPart.SECRET_SERVICE)
@Timeout(120)
class KeychainLogIT {
    /** How every value begins that is kept, and what the tokens of the probe's people have in them. */
    private static final String[] KEPT = {"keytray2.", "access ana", "refresh/ana", "h.p.s-ana", "eyJ"};

    @TempDir
    Path directory;

    @Test
    void should_hold_nothing_of_what_kwallet_keeps() throws Exception {
        shouldHoldNothing(FakedKeychain.wallet(directory));
    }

    @Test
    void should_hold_nothing_of_what_a_secret_service_keeps() throws Exception {
        shouldHoldNothing(FakedKeychain.secretService(directory, Owner.GNOME_KEYRING));
    }

    @Test
    void should_hold_nothing_of_what_a_keychain_does_not_take() throws Exception {
        try (FakedKeychain keychain = FakedKeychain.wallet(directory);
                KeychainProbe.Jvm jvm = keychain.probe()) {
            assertThat(jvm.answer("listen")).isEqualTo("done");
            keychain.refusing(jvm.ask("put ana"));
            assertSilent(jvm);
        }
    }

    private static void shouldHoldNothing(FakedKeychain fake) throws Exception {
        try (FakedKeychain keychain = fake;
                KeychainProbe.Jvm jvm = keychain.probe()) {
            assertThat(jvm.answer("listen")).isEqualTo("done");
            assertThat(keychain.agreeing(jvm.ask("put ana"))).isEqualTo("done");
            assertThat(jvm.answer("get")).contains("ana");
            assertThat(jvm.answer("put bob")).isEqualTo("done");
            assertThat(jvm.answer("delete")).isEqualTo("done");
            assertSilent(jvm);
        }
    }

    private static void assertSilent(KeychainProbe.Jvm jvm) throws Exception {
        assertThat(jvm.answer("logged the host's own")).isEqualTo("1");
        for (String text : KEPT)
            assertThat(jvm.answer("logged " + text)).as(text).isEqualTo("0");
        assertThat(jvm.answer("logged keytray"))
                .as("a log of the library's own")
                .isEqualTo("0");
    }
}
