package io.github.keytray.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerGrant;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.internal.broker.BrokerTokenSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tray before the store. */
@Timeout(60)
class BrokerGrantTest {
    private static final Account ORDERS = new Account("https://login.acme.example", "orders");
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final User ANA = new User("sub-ana", "ana");
    private static final TokenRequest SILENT = TokenRequest.silent();

    @TempDir
    Path directory;

    private final Deque<BrokerResponse> replies = new ArrayDeque<>();
    private final List<Account> changed = new ArrayList<>();
    private final MemoryUserStore store = new MemoryUserStore();
    private Broker broker;
    private BrokerGrant grant;

    @BeforeEach
    void open() throws IOException {
        broker = Broker.open(directory, new BrokerHandler() {
            @Override
            public BrokerResponse answer(BrokerRequest question) {
                return replies.size() > 1 ? replies.remove() : replies.element();
            }

            @Override
            public void changed(Account account) {
                changed.add(account);
            }

            @Override
            public String status() {
                return "{}";
            }
        });
        store.putDefaultUser(new StoredUser(ANA, token("ours", Duration.ofMinutes(9))));
        InstantSource clock = InstantSource.fixed(NOW);
        AutoLoginGrant inProcess = new AutoLoginGrant(
                store,
                user -> false,
                token -> ANA,
                request -> {
                    throw new InteractionRequired("Please sign in.");
                },
                clock);
        grant = new BrokerGrant(
                new BrokerTokenSource(new BrokerClient(directory, Duration.ofSeconds(30)), ORDERS, clock), inProcess);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    private static Token token(String access, Duration left) {
        return new Token(
                access,
                "Bearer",
                "refresh",
                null,
                Set.of("openid"),
                Set.of(),
                NOW.minus(Duration.ofMinutes(1)),
                NOW.plus(left));
    }

    private void theTraySays(BrokerResponse... answers) {
        replies.addAll(List.of(answers));
    }

    private static BrokerResponse granted(Duration left) {
        return new BrokerResponse.Granted(ANA, token("theirs", left));
    }

    private String fetch(TokenRequest request) throws Exception {
        return grant.fetchToken(request).accessToken();
    }

    @Test
    void should_take_the_trays_token() throws Exception {
        theTraySays(granted(Duration.ofMinutes(9)));
        StoredUser user =
                grant.fetchUser(TokenRequest.interactive().scopes("openid").sub("sub-ana"));
        assertThat(user.user()).isEqualTo(ANA);
        assertThat(fetch(SILENT)).isEqualTo("theirs");
    }

    @Test
    void should_wait_for_the_tray_rather_than_renew_beside_it() throws Exception {
        theTraySays(
                BrokerResponse.NoToken.PENDING,
                BrokerResponse.NoToken.PENDING,
                BrokerResponse.NoToken.PENDING,
                granted(Duration.ofMinutes(9)));
        assertThat(fetch(SILENT)).isEqualTo("theirs");
    }

    @Test
    void should_go_on_without_a_tray_or_its_help() throws Exception {
        theTraySays(
                BrokerResponse.NoToken.UNKNOWN,
                BrokerResponse.NoToken.INTERACTION_REQUIRED,
                BrokerResponse.NoToken.UNAVAILABLE);
        for (int i = 0; i < 3; i++) assertThat(fetch(SILENT)).isEqualTo("ours");
        broker.close();
        assertThat(fetch(SILENT)).isEqualTo("ours");
    }

    @Test
    void should_not_believe_a_tray_that_lies() throws Exception {
        theTraySays(granted(Duration.ofMinutes(-1)));
        assertThat(fetch(SILENT)).as("a token that has expired").isEqualTo("ours");
        replies.clear();
        theTraySays(new BrokerResponse.Granted(new User("sub-bob", "bob"), token("bobs", Duration.ofMinutes(9))));
        assertThat(fetch(SILENT.sub("sub-ana"))).as("somebody else's").isEqualTo("ours");
        replies.clear();
        theTraySays(granted(Duration.ofMinutes(9)));
        assertThatThrownBy(() -> fetch(SILENT.scopes("admin"))).isInstanceOf(InteractionRequired.class);
        assertThat(fetch(SILENT.replacing(token("theirs", Duration.ZERO))))
                .as("the one that was refused")
                .isEqualTo("ours");
    }

    @Test
    void should_ask_the_delegate_for_what_only_it_can_do() {
        theTraySays(granted(Duration.ofMinutes(9)));
        assertThatThrownBy(() -> fetch(SILENT.forceRefresh())).isInstanceOf(InteractionRequired.class);
        assertThatThrownBy(() -> fetch(SILENT.signInAgain())).isInstanceOf(InteractionRequired.class);
    }

    @Test
    void should_have_the_tray_forget_too() throws Exception {
        grant.forget();
        assertThat(changed).containsExactly(ORDERS);
        assertThat(store.getDefaultUser()).isEmpty();
    }
}
