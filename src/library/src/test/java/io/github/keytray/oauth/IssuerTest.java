package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer as people type or paste it. */
class IssuerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sso.acme.example/realms/staff",
                "  https://sso.acme.example/realms/staff\n",
                "https://sso.acme.example/realms/staff/.well-known/openid-configuration",
                "https://sso.acme.example/realms/staff/.well-known/openid-configuration/",
                "https://sso.acme.example/.well-known/oauth-authorization-server/realms/staff"
            })
    void should_be_taken_as_it_is_meant(String typed) {
        assertThat(Provider.of(typed).issuer()).isEqualTo("https://sso.acme.example/realms/staff");
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.auth0.com/, https://acme.auth0.com/",
        "https://sso.acme.example//realms, https://sso.acme.example//realms",
        "https://sso.acme.example/.well-known/openid-configuration, https://sso.acme.example"
    })
    void should_be_left_as_it_is_where_another_may_be_meant(String typed, String issuer) {
        assertThat(Provider.of(typed).issuer()).isEqualTo(issuer);
    }

    @ParameterizedTest
    @CsvSource({
        "sso.acme.example/realms/staff, https://sso.acme.example/realms/staff",
        "sso.acme.example:8443/realms, https://sso.acme.example:8443/realms",
        "//sso.acme.example, https://sso.acme.example",
        "sso.acme.example/.well-known/openid-configuration, https://sso.acme.example"
    })
    void should_be_spelled_for_whoever_left_something_out(String typed, String meant) {
        assertThatThrownBy(() -> Provider.of(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not an issuer: " + typed + ". It must be an https URL without a query, such as " + meant
                        + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "http://sso.acme.example", "ftp://x", "https://sso.acme.example?a=b", "a b", "https:"})
    void should_not_be_guessed(String typed) {
        assertThatThrownBy(() -> Provider.of(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("such as");
    }

    @Test
    void should_be_checked_where_nothing_answers_there() {
        try (EmbeddedProvider embedded = EmbeddedProvider.builder().start()) {
            String spare = embedded.issuer() + "//realms//staff";
            assertThatThrownBy(() -> Provider.of(spare).metadata())
                    .isInstanceOf(GrantException.Rejected.class)
                    .hasMessageContaining(embedded.issuer() + "/realms/staff may be meant");
            embedded.misbehave(Endpoint.DISCOVERY, Misbehaviour.SERVER_ERROR);
            assertThatThrownBy(() -> Provider.of(embedded.issuer()).metadata())
                    .isInstanceOf(GrantException.Unreachable.class)
                    .hasMessageContaining("check the issuer: " + embedded.issuer());
        }
    }

    @Test
    void should_not_be_taken_for_a_hotel_where_a_member_is_repeated() {
        try (EmbeddedProvider embedded = EmbeddedProvider.builder().start()) {
            embedded.misbehave(
                    Endpoint.DISCOVERY, answer -> answer.body(json -> "{\"issuer\":\"x\"," + json.substring(1)));
            assertThatThrownBy(() -> Provider.of(embedded.issuer()).metadata())
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("says one thing twice");
        }
    }
}
