package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedTest {
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "There is no OpenID provider at https://sso.acme.example/realms/a-realm-with-a-long-name (404).",
                "The file '/home/alice/.config/keytray/certificates/of-the-company.pem' cannot be read",
                "C:\\Users\\alice\\AppData\\Roaming\\Keytray\\certificates\\company.pem"
            })
    void should_leave_addresses_and_paths_readable(String text) {
        assertThat(Redacted.text(text)).isEqualTo(text);
    }

    @Test
    void should_show_nothing_that_is_as_long_as_a_token() {
        assertThat(Redacted.text("Unmatched argument: '" + TOKEN + "'")).isEqualTo("Unmatched argument: '[redacted]'");
        assertThat(Redacted.text("at https://acme.example/x?code=" + TOKEN))
                .isEqualTo("at https://acme.example/x?[redacted]");
    }
}
