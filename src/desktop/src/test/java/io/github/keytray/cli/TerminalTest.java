package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.KnownUsers;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person at a terminal is asked, and how their answers are taken. */
class TerminalTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final StoredUser ANA = new StoredUser(
            new User("1", "ana"),
            new Token("the-token", "Bearer", null, null, Set.of("openid"), Set.of(), NOW, NOW.plusSeconds(3600)));

    private final StringWriter err = new StringWriter();

    private TerminalWidget widget(String answers) {
        ByteArrayInputStream in = new ByteArrayInputStream(answers.getBytes(StandardCharsets.US_ASCII));
        return new TerminalWidget(new Terminal(in, new PrintWriter(err, true), true), "acme.example");
    }

    private boolean ask(String answer) {
        return widget(answer).shouldWeSave(ANA);
    }

    @ParameterizedTest
    @CsvSource({"1, ana", "2, bob", "0,", "'',", "7 two 2, bob"})
    void should_let_people_choose_who_they_are(String answers, @Nullable String username) {
        Roster roster = Roster.EMPTY.withDefault(ANA).with(new StoredUser(new User("2", "bob"), null));
        KnownUsers known = new KnownUsers() {
            @Override
            public List<StoredUser> users() {
                return roster.users();
            }

            @Override
            public void remove(User user) {
                throw new AssertionError("Nobody is removed here");
            }
        };
        Optional<User> chosen = widget(answers.replace(' ', '\n') + "\n").chooseUser(known);
        assertThat(chosen.map(User::username)).isEqualTo(Optional.ofNullable(username));
        assertThat(err.toString()).contains("  1  ana", "  2  bob (has to sign in again)", "  0  somebody else");
    }

    @ParameterizedTest
    @CsvSource({"y, true", "Yes, true", "n, false", "'', false", "maybe, false"})
    void should_take_only_a_yes_for_a_yes(String answer, boolean yes) {
        assertThat(ask(answer + "\n")).isEqualTo(yes);
        assertThat(err.toString()).contains("Stay signed in as ana at acme.example?");
    }

    @Test
    void should_take_nobody_for_a_no() {
        assertThat(ask("")).isFalse();
    }
}
