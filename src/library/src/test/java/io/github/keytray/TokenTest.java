package io.github.keytray;

import static io.github.keytray.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTest {
    private final Token token = Fixtures.token("1");

    @Test
    void should_be_valid_until_just_before_its_end() {
        assertThat(token.isValid(NOON, Duration.ofMinutes(59))).isTrue();
        assertThat(token.isValid(NOON, Duration.ofMinutes(60))).isFalse();
    }

    @Test
    void should_not_be_known_to_be_valid_without_an_end() {
        assertThat(Fixtures.undated("1").isValid(NOON, Duration.ZERO)).isFalse();
    }

    @Test
    void should_not_be_known_to_be_valid_when_the_clock_was_set_back() {
        assertThat(token.isValid(NOON.minusSeconds(59), Duration.ZERO)).isTrue();
        assertThat(token.isValid(NOON.minusSeconds(61), Duration.ZERO)).isFalse();
    }

    @Test
    void should_have_a_margin_of_a_tenth_of_its_life_but_a_minute_at_most() {
        assertThat(token.margin()).isEqualTo(Duration.ofSeconds(60));
        Token brief = new Token("a", "Bearer", null, null, Set.of(), Set.of(), NOON, NOON.plusSeconds(10));
        assertThat(brief.margin()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void should_cover_what_was_granted_and_what_asking_again_would_not_get() {
        Token partial = new Token("a", "Bearer", null, null, Set.of("read"), Set.of("read", "email"), NOON, null);
        assertThat(partial.covers(List.of("read", "email"))).isTrue();
        assertThat(partial.covers(List.of("write"))).isFalse();
    }

    @Test
    void should_keep_what_a_refresh_answer_leaves_out() {
        Token bare = new Token("new", "Bearer", null, null, Set.of("openid"), Set.of(), NOON, null);
        Token fresh = bare.succeeding(token);
        assertThat(fresh.accessToken()).isEqualTo("new");
        assertThat(fresh.refreshToken()).isEqualTo(token.refreshToken());
        assertThat(fresh.idToken()).isEqualTo(token.idToken());
        assertThat(fresh.requestedScopes()).isEqualTo(token.requestedScopes());
    }

    @Test
    void should_not_pass_for_a_scope_that_a_refresh_has_taken_away() {
        Token wide =
                new Token("a", "Bearer", "r", null, Set.of("openid", "read"), Set.of("openid", "read"), NOON, null);
        Token narrow = new Token("b", "Bearer", null, null, Set.of("write"), Set.of(), NOON, null).succeeding(wide);
        assertThat(narrow.covers(List.of("read"))).isFalse();
        assertThat(narrow.covers(List.of("openid")))
                .as("what answers leave out, and no access depends on")
                .isTrue();
    }

    @Test
    void should_take_a_rotated_refresh_token() {
        assertThat(Fixtures.token("2").succeeding(token).refreshToken()).isEqualTo("refresh-2");
    }

    @Test
    void should_show_no_secret() {
        assertThat(new StoredUser(Fixtures.ANA, token).toString())
                .contains("ana", "with a refresh token")
                .doesNotContain("access-1", "refresh-1", "id-1");
    }

    @Test
    void should_refuse_an_empty_access_token() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Token("", "Bearer", null, null, Set.of(), Set.of(), NOON, null));
    }
}
