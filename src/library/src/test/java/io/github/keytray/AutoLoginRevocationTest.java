package io.github.keytray;

import static io.github.keytray.Fixtures.ANA;
import static io.github.keytray.Fixtures.BOB;
import static io.github.keytray.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.Untrusted;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A refresh token that is not stored does not stay valid at the provider. */
class AutoLoginRevocationTest extends AutoLoginTestBase {
    private void shouldRevoke(String accessToken) throws Exception {
        assertThat(revoked.poll(20, TimeUnit.SECONDS)).isEqualTo(accessToken);
    }

    @Test
    void should_be_revoked_when_another_sign_in_has_replaced_them() throws Exception {
        store.user = new StoredUser(ANA, token("1"));
        delegate.then(token("2"));
        grant.fetchToken(INTERACTIVE.signInAgain());
        shouldRevoke("access-1");
        assertThat(store.user).isEqualTo(new StoredUser(ANA, token("2")));
    }

    @Test
    void should_be_revoked_when_who_signed_in_cannot_be_told() throws Exception {
        providerSays = new Untrusted("The provider named two people.");
        delegate.then(token("1"));
        assertThatThrownBy(() -> grant.fetchToken(INTERACTIVE)).isInstanceOf(Untrusted.class);
        shouldRevoke("access-1");
    }

    @Test
    void should_be_revoked_when_they_came_with_an_ID_token_that_is_not_valid() throws Exception {
        delegate.then(request -> {
            request.abandon(token("1"));
            throw new Untrusted("The ID token is not valid.");
        });
        assertThatThrownBy(() -> grant.fetchToken(INTERACTIVE)).isInstanceOf(Untrusted.class);
        shouldRevoke("access-1");
    }

    @Test
    void should_be_revoked_when_those_who_declined_are_forgotten() throws Exception {
        save = false;
        delegate.then(token("1"));
        grant.fetchToken(INTERACTIVE);
        grant.forgetDeclined();
        shouldRevoke("access-1");
        assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(InteractionRequired.class);
    }

    @Test
    void should_be_left_alone_where_the_store_has_yet_to_take_them() throws Exception {
        store.failsToWrite = new StoreUnavailable(StoreUnavailable.Reason.TIMED_OUT, "Too slow.");
        delegate.then(token("1"));
        grant.fetchToken(INTERACTIVE);
        grant.forgetDeclined();
        assertThat(grant.fetchToken(SILENT)).isEqualTo(token("1"));
        assertThat(revoked).isEmpty();
    }

    @Test
    void should_be_revoked_when_another_person_signed_in() throws Exception {
        store.user = new StoredUser(ANA, token("1"));
        signsIn = BOB;
        delegate.then(token("bob"));
        assertThatThrownBy(() -> grant.fetchToken(INTERACTIVE.signInAgain().sub("sub-ana")))
                .isInstanceOf(Untrusted.class);
        shouldRevoke("access-bob");
        assertThat(store.user).isEqualTo(new StoredUser(ANA, token("1")));
    }

    @Test
    void should_be_revoked_when_a_declined_sign_in_gives_way_to_another() throws Exception {
        save = false;
        delegate.then(token("1")).then(token("2"));
        grant.fetchToken(INTERACTIVE);
        grant.fetchToken(INTERACTIVE.signInAgain());
        shouldRevoke("access-1");
    }

    @Test
    void should_be_revoked_when_both_of_a_user_are_forgotten() throws Exception {
        store.user = new StoredUser(ANA, token("1"));
        store.failsToWrite = new StoreUnavailable(StoreUnavailable.Reason.DISMISSED, "The prompt was closed.");
        delegate.then(token("2"));
        grant.fetchToken(SILENT.forceRefresh());
        store.failsToWrite = null;
        assertThat(grant.forget()).contains(new StoredUser(ANA, token("2")));
        shouldRevoke("access-1");
    }

    @Test
    void should_be_revoked_when_a_sign_out_was_quicker_than_their_renewal() throws Exception {
        save = false;
        delegate.then(token("1"));
        grant.fetchToken(INTERACTIVE);
        delegate.then(request -> {
            assertThat(grant.forget(ANA)).isPresent();
            return token("2");
        });
        assertThatThrownBy(() -> grant.fetchToken(SILENT.forceRefresh())).isInstanceOf(InteractionRequired.class);
        shouldRevoke("access-2");
    }

    @Test
    void should_be_left_alone_when_a_refresh_has_replaced_them() throws Exception {
        store.user = new StoredUser(ANA, token("1"));
        delegate.then(token("2")).then(token("3"));
        grant.fetchToken(SILENT.forceRefresh());
        grant.fetchToken(INTERACTIVE.signInAgain());
        shouldRevoke("access-2");
        assertThat(revoked).as("what the provider itself replaced").isEmpty();
    }
}
