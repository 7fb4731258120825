package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.testkit.Endpoint;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an application demands of a sign-in: how long ago it may be, and how the person proved who they are. */
class DemandedSignInTest extends ClientTestBase {
    @Nested
    class A_sign_in_of_limited_age {
        private final Client careful = Client.of("app").withParameter("max_age", "600");

        @Test
        void should_be_accepted_when_it_is_recent() throws Exception {
            assertThat(signIn(careful).idToken()).isNotNull();
            assertThat(embedded.requests(Endpoint.AUTHORIZATION).get(0).parameters())
                    .containsEntry("max_age", "600");
        }

        @Test
        void should_be_refused_when_it_is_older() {
            claim("auth_time", Instant.now().getEpochSecond() - 700);
            assertThatThrownBy(() -> signIn(careful))
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("too long ago");
        }

        @Test
        void should_be_refused_when_its_age_is_not_said() {
            embedded.misbehave(
                    Endpoint.TOKEN,
                    answer -> answer.idToken().ifPresent(token -> token.claims().remove("auth_time")));
            assertThatThrownBy(() -> signIn(careful))
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("auth_time");
        }

        @Test
        void should_not_be_asked_for_in_words() {
            assertThatThrownBy(() -> Client.of("app").withParameter("max_age", "an hour"))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        private void claim(String name, Object value) {
            embedded.misbehave(
                    Endpoint.TOKEN,
                    answer -> answer.idToken().ifPresent(token -> token.claims().put(name, value)));
        }
    }

    @Nested
    class A_way_to_prove_who_one_is {
        private Client asking(String acr) {
            return Client.of("app").withParameter("claims", "{\"id_token\":{\"acr\":" + acr + "}}");
        }

        private void says(String acr) {
            embedded.misbehave(
                    Endpoint.TOKEN,
                    answer -> answer.idToken().ifPresent(token -> token.claims().put("acr", acr)));
        }

        private void assertRefused(Client client) {
            assertThatThrownBy(() -> signIn(client))
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("(acr)");
        }

        @Test
        void should_be_one_of_the_essential_ones() throws Exception {
            Client client = asking("{\"essential\":true,\"values\":[\"gold\",\"silver\"]}");
            assertRefused(client);
            says("bronze");
            assertRefused(client);
            says("silver");
            assertThat(signIn(client).idToken()).isNotNull();
        }

        @Test
        void should_be_the_essential_one() throws Exception {
            Client client = asking("{\"essential\":true,\"value\":\"gold\"}");
            says("silver");
            assertRefused(client);
            says("gold");
            assertThat(signIn(client).idToken()).isNotNull();
        }

        @Test
        void should_be_one_of_those_wished_for_where_only_that_is_essential() throws Exception {
            Client client = asking("{\"essential\":true}");
            assertRefused(client);
            says("bronze");
            assertThat(signIn(client).idToken()).isNotNull();
            assertRefused(client.withParameter("acr_values", "gold silver"));
            says("silver");
            assertThat(signIn(client.withParameter("acr_values", "gold silver")).idToken())
                    .isNotNull();
        }

        @Test
        void should_not_matter_where_it_is_only_a_wish() throws Exception {
            says("bronze");
            assertThat(signIn(Client.of("app").withParameter("acr_values", "gold"))
                            .idToken())
                    .isNotNull();
            assertThat(signIn(asking("{\"values\":[\"gold\"]}")).idToken()).isNotNull();
            assertThat(signIn(asking("null")).idToken()).isNotNull();
        }

        @Test
        void should_not_be_asked_for_in_words() {
            assertThatThrownBy(() -> Client.of("app").withParameter("claims", "gold, please"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("claims");
        }
    }
}
