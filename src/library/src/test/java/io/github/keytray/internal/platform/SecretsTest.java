package io.github.keytray.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String TOKEN = "eyJ.abc+/=def~ghi&jkl-0123456789.\"mno\"<p>";
    private final Secrets secrets = Secrets.of(TOKEN, "pw12", null, "", "abc");

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOKEN,
                "pw12",
                "eyJ.abc%2B%2F%3Ddef~ghi%26jkl-0123456789.%22mno%22%3Cp%3E",
                "eyJ.abc%2b%2f%3ddef%7eghi%26jkl%2D0123456789.%22mno%22%3cp%3e",
                "eyJ.abc+/=def~ghi&amp;jkl-0123456789.&quot;mno&quot;&lt;p&gt;"
            })
    void should_not_be_shown_however_they_are_spelled(String spelled) {
        assertThat(secrets.redact("Invalid token: " + spelled + ", sorry"))
                .isEqualTo("Invalid token: [redacted], sorry");
        assertThat(secrets.redact(spelled)).isEqualTo("[redacted]");
    }

    @Test
    void should_not_be_shown_in_part() {
        assertThat(secrets.redact("eyJ.abc+/=def~ghi&jk... is not valid")).isEqualTo("[redacted]... is not valid");
        assertThat(secrets.redact("x pw12 y pw12pw12 z")).isEqualTo("x [redacted] y [redacted] z");
    }

    @Test
    void should_leave_alone_what_is_none() {
        String text = "abc: https://sso.acme.example/realms/very-long-name-of-a-realm-0123456789/100%/%zz%4";
        assertThat(secrets.redact(text)).isEqualTo(text);
        assertThat(Secrets.NONE.redact(text)).isEqualTo(text);
    }

    @Test
    void should_be_found_together() {
        Secrets both = secrets.and(Secrets.of("another"));
        assertThat(both.redact("pw12 and another")).isEqualTo("[redacted] and [redacted]");
        assertThat(both).hasToString("Secrets[3]");
    }
}
