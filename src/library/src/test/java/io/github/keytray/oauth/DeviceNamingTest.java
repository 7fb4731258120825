package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.testkit.DeviceDialect;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser.Does;
import org.junit.jupiter.api.Test;

/** Who signed in on another device, where the answer does not say. */
class DeviceNamingTest extends DeviceTestBase {
    private final Provider provider = Provider.of(embedded.issuer());

    private DeviceGrant grantThatRemembers() {
        DeviceDisplay display = attempt -> {
            shown.add(attempt);
            return () -> {};
        };
        return new DeviceGrant(provider, Client.of("app"), display, TIMEOUT, () -> now, this::pause);
    }

    @Test
    void should_come_from_userinfo_where_there_is_no_id_token() throws Exception {
        embedded.misbehave(DeviceDialect.SPRING_1_WITHOUT_ID_TOKEN);
        does(Does.LOGIN, 0);
        Token token = grantThatRemembers().fetchToken(SIGN_IN);
        assertThat(token.idToken()).isNull();
        assertThat(new UserInfoFetcher(provider).fetchUser(token).id()).isEqualTo("sub-alice");
    }

    @Test
    void should_be_said_to_be_missing_and_remembered_before_the_next_person_starts() throws Exception {
        embedded.misbehave(DeviceDialect.SPRING_1_NAMING_NOBODY);
        does(Does.LOGIN, 0);
        assertUnnamed();
        assertThat(shown).hasSize(1);
        assertThat(grantThatRemembers().isOffered()).isFalse();
        assertUnnamed();
        assertThat(shown).hasSize(1);
    }

    @Test
    void should_be_said_to_be_missing_before_the_person_starts_where_nothing_can_say_it() {
        embedded.misbehave(Endpoint.DISCOVERY, answer -> {
            answer.json().remove("userinfo_endpoint");
            answer.json().remove("jwks_uri");
        });
        assertUnnamed();
        assertThat(embedded.requests(Endpoint.DEVICE_AUTHORIZATION)).isEmpty();
    }

    private void assertUnnamed() {
        assertThatThrownBy(() -> grantThatRemembers().fetchToken(SIGN_IN))
                .isInstanceOf(GrantException.Rejected.class)
                .hasMessageContaining("does not say who signs in on another device");
    }
}
