package io.github.keytray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenRequestTest {
    @Test
    void should_wish_for_nothing_at_first() {
        TokenRequest request = TokenRequest.silent();
        assertThat(request.isInteractive()).isFalse();
        assertThat(request.isForceRefresh()).isFalse();
        assertThat(request.isSignIn()).isFalse();
        assertThat(request.isForgetDefaultUser()).isFalse();
        assertThat(request.scopes()).isEmpty();
        assertThat(request.minValidity()).isEmpty();
    }

    @Test
    void should_leave_the_request_it_was_made_from_as_it_was() {
        TokenRequest request = TokenRequest.interactive();
        TokenRequest forced = request.forceRefresh().loginHint("ana").sub("1").scopes("a", "b");
        assertThat(request.isForceRefresh()).isFalse();
        assertThat(request.loginHint()).isEmpty();
        assertThat(forced.isInteractive()).isTrue();
        assertThat(forced.isForceRefresh()).isTrue();
        assertThat(forced.loginHint()).contains("ana");
        assertThat(forced.sub()).contains("1");
        assertThat(forced.scopes()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void should_know_that_only_the_person_can_sign_in_again_or_choose_an_account() {
        assertThat(TokenRequest.interactive().signInAgain().isSignIn()).isTrue();
        assertThat(TokenRequest.interactive().selectAccount().isSignIn()).isTrue();
        assertThat(TokenRequest.interactive().signInAgain().isSelectAccount()).isFalse();
    }

    @Test
    void should_become_silent_and_keep_the_other_wishes() {
        TokenRequest request = TokenRequest.interactive().forceRefresh().silently();
        assertThat(request.isInteractive()).isFalse();
        assertThat(request.isForceRefresh()).isTrue();
    }

    @Test
    void should_refuse_a_negative_validity() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenRequest.silent().minValidity(Duration.ofSeconds(-1)));
    }
}
