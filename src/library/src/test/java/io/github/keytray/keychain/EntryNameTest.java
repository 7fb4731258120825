package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNameTest {
    private static final EntryName SIGN_IN = EntryName.signIn(new Account("https://Login.Acme.example", "orders"));

    @Test
    void should_be_known_again() {
        assertThat(SIGN_IN.service()).isEqualTo("keytray login.acme.example");
        assertThat(EntryName.of(SIGN_IN.service(), SIGN_IN.account())).contains(SIGN_IN);
        EntryName aside = SIGN_IN.aside();
        assertThat(EntryName.of(aside.service(), aside.account())).contains(aside);
        assertThat(aside.whole()).isEqualTo(SIGN_IN).hasSameHashCodeAs(SIGN_IN);
        assertThat(SIGN_IN.whole()).isEqualTo(SIGN_IN).isNotEqualTo(aside).isNotEqualTo(EntryName.index());
        assertThat(EntryName.of("keytray", "accounts")).contains(EntryName.index());
        assertThat(new EntryName("keytray", "accounts")).isNotEqualTo(new EntryName("keytray other", "accounts"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "account",
                "accounts-aside",
                "user-",
                "user-0123456789abcdef0123456789abcde",
                "user-0123456789abcdef0123456789abcdef0",
                "user-0123456789abcdef0123456789abcdeF",
                "user-0123456789abcdef0123456789abcdef-aside-aside",
                "user-0123456789abcdef0123456789abcdef-1a-0",
                "User-0123456789abcdef0123456789abcdef"
            })
    void should_not_be_taken_for_ours(String account) {
        assertThat(EntryName.of("keytray login.acme.example", account)).isEmpty();
    }

    @Test
    void should_not_take_the_entries_of_others_for_ours() {
        assertThat(EntryName.of("keytrayed", SIGN_IN.account())).isEmpty();
    }
}
