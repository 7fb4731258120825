package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.ProviderMetadata;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a provider, and what is made of the answer. */
class DoctorTest {
    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();

    @AfterEach
    void close() {
        provider.close();
    }

    private List<Check> checks(Duration ahead) {
        return Checks.ofProvider(Provider.of(provider.issuer()), InstantSource.offset(InstantSource.system(), ahead));
    }

    @Test
    void should_ask_for_the_discovery_document_and_nothing_more() throws Exception {
        List<Check> checks = checks(Duration.ZERO);
        assertThat(checks.get(0).look().at()).contains(provider.issuer());
        assertThat(checks.get(1).look().at()).contains("agrees");
        assertThat(provider.requests()).hasSize(1);
        assertThat(provider.requests(Endpoint.DISCOVERY)).hasSize(1);
    }

    @Test
    void should_tell_who_else_is_sent_codes_and_tokens() throws Exception {
        provider.misbehave(answer -> answer.json()
                .computeIfPresent(
                        "userinfo_endpoint", (name, uri) -> uri.toString().replace("127.0.0.1", "localhost")));
        assertThat(checks(Duration.ZERO).get(0).look().at())
                .startsWith(provider.issuer() + " says where to sign in. Codes and tokens also go to localhost. ")
                .endsWith("ask the provider's administrators if you do not know this host.");
        provider.behave();
        assertThat(checks(Duration.ZERO).get(0).look().at()).endsWith("says where to sign in");
    }

    @Test
    void should_tell_which_endpoints_count_as_absent() throws Exception {
        provider.misbehave(answer -> answer.json().computeIfPresent("revocation_endpoint", (name, uri) -> ""));
        assertThat(checks(Duration.ZERO).get(0).look().at())
                .endsWith(
                        "What it says of revocation_endpoint is not an https address, so that it counts as not offered");
    }

    @Test
    void should_say_that_a_provider_without_metadata_is_known() throws Exception {
        Provider github = Provider.of("https://github.com");
        assertThat(Checks.found(github, github.metadata()))
                .isEqualTo("https://github.com answers, and Keytray knows where to sign in. Codes and tokens also go to"
                        + " api.github.com, as always with GitHub.");
    }

    @Test
    void should_not_wonder_at_hosts_that_are_well_known() throws Exception {
        ProviderMetadata github = Provider.of("https://github.com").metadata();
        assertThat(EndpointHosts.any(github))
                .isEqualTo("Codes and tokens also go to api.github.com, as always with GitHub.");
        assertThat(EndpointHosts.unfamiliar(github)).isEmpty();
    }

    @Test
    void should_notice_a_clock_that_is_wrong() throws Exception {
        List<Check> ahead = checks(Duration.ofMinutes(5));
        ahead.get(0).look().at();
        assertThatThrownBy(() -> ahead.get(1).look().at())
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("ahead of");
        List<Check> behind = checks(Duration.ofMinutes(-5));
        behind.get(0).look().at();
        assertThatThrownBy(() -> behind.get(1).look().at()).hasMessageContaining("behind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void should_say_that_a_provider_has_no_name(String name) {
        provider.misbehave(answer -> answer.json().put("issuer", name));
        assertThatThrownBy(() -> checks(Duration.ZERO).get(0).look().at())
                .hasMessageContaining("calls itself nothing.");
    }

    @Test
    void should_say_what_is_wrong_with_the_provider() {
        provider.misbehave(Misbehaviour.WRONG_ISSUER_IN_METADATA);
        List<Check> checks = checks(Duration.ZERO);
        assertThatThrownBy(() -> checks.get(0).look().at())
                .isInstanceOf(GrantException.Untrusted.class)
                .hasMessageContaining("calls itself");
        assertThatThrownBy(() -> checks.get(1).look().at()).isInstanceOf(GrantException.Unreachable.class);
    }
}
