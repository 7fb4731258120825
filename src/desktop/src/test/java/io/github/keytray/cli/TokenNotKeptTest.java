package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.broker.Broker;
import io.github.keytray.broker.BrokerHandler;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.oauth.Browser;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keychain that is locked in the middle of a renewal. */
class TokenNotKeptTest {
    @TempDir
    Path directory;

    private final EmbeddedProvider provider =
            EmbeddedProvider.builder().rotate(true).start();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<StoredUser> handedOver = new ArrayList<>();
    private FakeWiring wiring;

    @BeforeEach
    void signIn() {
        wiring = new FakeWiring(directory, Instant.now());
        wiring.browser = Browser.of(StandInUser.called("alice")::open);
        assertThat(run("login", "--save", "yes")).isZero();
        wiring.instead = new Locked();
        out.getBuffer().setLength(0);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private int run(String command, String... more) {
        Stream<String> line = Stream.of(command, "--issuer", provider.issuer(), "--client-id", "app");
        return Commands.run(Stream.concat(line, Stream.of(more)).toArray(String[]::new), wiring, out, err);
    }

    @Test
    void should_not_be_taken_for_success_where_nobody_holds_the_refresh_token() {
        assertThat(run("token", "--force-refresh")).isEqualTo(ExitCode.STORE_UNAVAILABLE);
        assertThat(provider.subject(out.toString().strip()))
                .as("a token that works")
                .isNotNull();
        assertThat(err.toString()).contains("not kept", "locked", "sign in again");
    }

    @Test
    void should_lose_nothing_where_the_tray_takes_it_over() throws Exception {
        BrokerHandler desk = new BrokerHandler() {
            @Override
            public BrokerResponse answer(BrokerRequest question) {
                return BrokerResponse.NoToken.UNAVAILABLE;
            }

            @Override
            public void changed(Account account) {}

            @Override
            public boolean keep(Account account, StoredUser user) {
                assertThat(account.clientId()).isEqualTo("app");
                return handedOver.add(user);
            }

            @Override
            public String status() {
                return "{}";
            }
        };
        try (Broker broker = Broker.open(directory, desk)) {
            assertThat(broker).isNotNull();
            assertThat(run("token", "--force-refresh")).isZero();
        }
        assertThat(err.toString()).contains("not kept", "The tray holds it");
        assertThat(handedOver).hasSize(1);
        wiring.instead = null;
        wiring.store.putDefaultUser(handedOver.get(0));
        provider.forgetRequests();
        assertThat(run("token", "--force-refresh"))
                .as("the refresh token was handed over whole")
                .isZero();
        assertThat(provider.requests(Endpoint.TOKEN)).hasSize(1);
    }

    /** Gives, and takes nothing. */
    private final class Locked implements AccountStore {
        @Override
        public Roster roster() {
            return wiring.store.roster();
        }

        @Override
        public void change(UnaryOperator<Roster> change) throws GrantException {
            throw new StoreUnavailable(StoreUnavailable.Reason.LOCKED, "The keychain is locked.");
        }

        @Override
        public <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
            return work.run();
        }

        @Override
        public Optional<Lease> lease(Duration patience) {
            return Optional.empty();
        }
    }
}
