package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without the library for command lines, and what is left to it. */
class TokenArgumentsTest {
    private static final List<String> PLAIN =
            List.of("token", "--issuer", "https://login.example.com", "--client-id", "app");

    private static @Nullable TokenArguments parse(String... more) {
        return TokenArguments.parse(
                Stream.concat(PLAIN.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void should_be_read_in_any_order() {
        Account account = new Account("https://login.example.com", "app");
        assertThat(parse()).isEqualTo(new TokenArguments(account, Duration.ofSeconds(60), Set.of(), false));
        assertThat(TokenArguments.parse(new String[] {
                    "token",
                    "--json",
                    "--client-id",
                    "app",
                    "--scope",
                    "a b",
                    "--min-validity",
                    "5m",
                    "--issuer",
                    "https://login.example.com"
                }))
                .isEqualTo(new TokenArguments(account, Duration.ofMinutes(5), Set.of("a", "b"), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--verbose",
                "--help",
                "--force-refresh",
                "--json --json",
                "--scope",
                "--min-validity",
                "--min-validity 5d",
                "--min-validity -5",
                "--min-validity 123456789",
                "--issuer https://twice.example",
                "--proxy proxy.example:1",
                "stray"
            })
    void should_be_left_to_the_library_where_they_are_not_plain(String more) {
        assertThat(parse(more.split(" ", -1))).isNull();
    }

    @Test
    void should_be_left_to_the_library_where_they_are_not_all() {
        assertThat(TokenArguments.parse(new String[] {"token"})).isNull();
        assertThat(TokenArguments.parse(new String[] {"login", "--issuer", "https://a.example", "--client-id", "b"}))
                .isNull();
        assertThat(TokenArguments.parse(new String[] {"token", "--issuer", "https://a.example", "--scope", "b"}))
                .isNull();
        assertThat(TokenArguments.parse(new String[] {"token", "--issuer", "no issuer", "--client-id", "b"}))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-29T10:15:30Z",
                "2026-11-29T10:15:00Z",
                "2026-01-02T00:00:00Z",
                "2026-11-29T10:15:00.250Z",
                "2026-11-29T10:15:30.001Z",
                "+12026-11-29T10:15:30Z"
            })
    void should_print_times_as_they_are_written(String time) {
        assertThat(TokenJson.instant(Instant.parse(time)))
                .isEqualTo(time)
                .isEqualTo(Instant.parse(time).toString());
    }

    @Test
    void should_print_json_that_says_what_is_not_known() {
        Token token = new Token("a\"b", "Bearer", null, null, Set.of("z", "a"), Set.of(), Instant.EPOCH, null);
        assertThat(TokenJson.of(new StoredUser(new User("1", "ana"), token), token))
                .isEqualTo("{\"access_token\":\"a\\\"b\",\"token_type\":\"Bearer\",\"expires_at\":null,"
                        + "\"scope\":\"a z\",\"sub\":\"1\"}");
    }
}
