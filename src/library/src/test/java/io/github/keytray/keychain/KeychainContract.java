package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Keytray does with every keychain of a Linux desktop, real or fake. */
interface KeychainContract {
    /** The keychain, with nothing of Keytray's in it. */
    DesktopKeychain keychain() throws Exception;

    @Test
    default void should_keep_replace_and_delete_what_other_processes_read() throws Exception {
        try (DesktopKeychain keychain = keychain();
                KeychainProbe.Jvm first = keychain.probe();
                KeychainProbe.Jvm second = keychain.probe()) {
            assertThat(first.answer("get")).isEqualTo("nobody");
            assertThat(keychain.agreeing(first.ask("put-large ana"))).isEqualTo("done");
            assertThat(first.answer("name")).isEqualTo(keychain.name());
            assertThat(keychain.agreeing(second.ask("get"))).contains("ana");
            assertThat(keychain.agreeing(second.ask("put bob"))).isEqualTo("done");
            assertThat(keychain.agreeing(first.ask("get"))).contains("bob");
            assertThat(second.answer("list")).isEqualTo("2");
            assertThat(keychain.agreeing(second.ask("delete"))).isEqualTo("done");
            assertThat(first.answer("get")).isEqualTo("nobody");
            assertThat(second.answer("list")).isEqualTo("0");
        }
    }

    @Test
    default void should_have_what_it_has_written_when_it_is_killed() throws Exception {
        try (DesktopKeychain keychain = keychain();
                KeychainProbe.Jvm first = keychain.probe()) {
            assertThat(keychain.agreeing(first.ask("put ana"))).isEqualTo("done");
            assertThat(keychain.agreeing(first.ask("put bob"))).isEqualTo("done");
            keychain.kill();
            keychain.start();
            try (KeychainProbe.Jvm second = keychain.probe()) {
                assertThat(keychain.agreeing(second.ask("get"))).contains("bob");
                assertThat(keychain.agreeing(first.ask("put cleo"))).isEqualTo("done");
                assertThat(keychain.agreeing(second.ask("get"))).contains("cleo");
            }
        }
    }

    @Test
    default void should_be_asked_for_by_the_person_only_when_it_is_locked() throws Exception {
        try (DesktopKeychain keychain = keychain();
                KeychainProbe.Jvm jvm = keychain.probe()) {
            assertThat(keychain.agreeing(jvm.ask("put ana"))).isEqualTo("done");
            assertThat(jvm.answer("doctor")).isIn("wrote", "looked");
            keychain.lock();
            assertThat(jvm.answer("background")).startsWith("LOCKED: " + keychain.name());
            assertThat(jvm.answer("doctor")).startsWith("LOCKED: " + keychain.name());
            assertThat(keychain.questions()).isEmpty();
            assertThat(keychain.refusing(jvm.ask("get"))).startsWith("DISMISSED: " + keychain.name());
            assertThat(keychain.agreeing(jvm.ask("get"))).contains("ana");
        }
    }
}
