package io.github.keytray;

import static io.github.keytray.Fixtures.ANA;
import static io.github.keytray.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException.InteractionRequired;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several applications, and versions of one, that share a sign-in and need different scopes. */
class AutoLoginScopesTest extends AutoLoginTestBase {
    private final List<Set<String>> refreshedFor = new ArrayList<>();
    private final ScriptedAnswers answers = new ScriptedAnswers();
    private final AutoLoginGrant shared = new AutoLoginGrant(
            store,
            widget,
            token -> ANA,
            new RefreshGrant(
                    (stale, scopes) -> {
                        refreshedFor.add(scopes);
                        return answers.next();
                    },
                    delegate),
            clock);

    private static Token token(String name, Set<String> granted, Set<String> requested) {
        return new Token(
                "access-" + name, "Bearer", "r-" + name, null, granted, requested, NOON, NOON.plusSeconds(3600));
    }

    private static Token later(String name, Set<String> granted) {
        return new Token(
                "access-" + name,
                "Bearer",
                "r-" + name,
                null,
                granted,
                Set.of(),
                NOON.plus(LONG_PAST_EXPIRY),
                NOON.plus(LONG_PAST_EXPIRY).plus(Duration.ofHours(1)));
    }

    @Test
    void should_renew_all_that_was_granted_although_one_application_needs_less() throws Exception {
        Set<String> both = Set.of("orders.read", "orders.write");
        store.user = new StoredUser(ANA, token("1", both, both));
        clock.advance(LONG_PAST_EXPIRY);
        answers.then(later("2", both));
        assertThat(shared.fetchToken(SILENT.scopes("orders.read")).scopes()).isEqualTo(both);
        assertThat(refreshedFor).containsExactly(Set.of());
        assertThat(shared.fetchToken(SILENT.scopes("orders.write")).accessToken())
                .isEqualTo("access-2");
    }

    @Test
    void should_not_take_a_token_that_the_provider_made_narrower_for_the_wide_one() throws Exception {
        Set<String> both = Set.of("orders.read", "orders.write");
        store.user = new StoredUser(ANA, token("1", both, both));
        clock.advance(LONG_PAST_EXPIRY);
        answers.then(later("2", Set.of("orders.read")));
        assertThat(shared.fetchToken(SILENT.scopes("orders.read")).scopes()).containsExactly("orders.read");
        assertThatThrownBy(() -> shared.fetchToken(SILENT.scopes("orders.write")))
                .isInstanceOf(InteractionRequired.class);
    }

    @Test
    void should_ask_the_person_once_for_more_although_the_provider_never_grants_it() throws Exception {
        store.user = new StoredUser(ANA, token("1", Set.of("orders.read"), Set.of("orders.read")));
        delegate.then(token("2", Set.of("orders.read"), Set.of()));
        TokenRequest more = INTERACTIVE.scopes("orders.read", "orders.write");
        assertThat(shared.fetchToken(more).accessToken()).isEqualTo("access-2");
        for (int start = 0; start < 3; start++) {
            assertThat(shared.fetchToken(more).accessToken()).isEqualTo("access-2");
        }
        assertThat(delegate.requests).hasSize(1);
    }

    @Test
    void should_ask_the_person_for_what_other_applications_have_besides() throws Exception {
        store.user = new StoredUser(ANA, token("1", Set.of("orders.read"), Set.of("orders.read", "email")));
        delegate.then(token("2", Set.of("orders.read", "orders.write", "email"), Set.of()));
        shared.fetchToken(INTERACTIVE.scopes("orders.write"));
        assertThat(delegate.requests.get(0).scopes()).containsExactlyInAnyOrder("orders.read", "orders.write", "email");
    }

    /** What a provider answers, one after the other. */
    private static final class ScriptedAnswers {
        private final List<Token> answers = new ArrayList<>();

        void then(Token token) {
            answers.add(token);
        }

        Token next() {
            return answers.remove(0);
        }
    }
}
