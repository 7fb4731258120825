package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.internal.broker.BrokerGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Logout;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session whose person signs out while an application asks for a token. */
@Timeout(60)
class SessionTest {
    private static final InstantSource CLOCK = InstantSource.system();
    /** Nothing listens there. */
    private static final String ISSUER = "http://127.0.0.1:9";

    private final User ana = new User("sub-ana", "ana");
    private final MemoryUserStore store = new MemoryUserStore();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AutoLoginGrant grant = new AutoLoginGrant(
            store,
            user -> true,
            token -> ana,
            request -> {
                asked.countDown();
                answered.await();
                return token("renewed", 3600);
            },
            CLOCK);

    private static Token token(String name, long life) {
        Instant now = Instant.now();
        return new Token(name, "Bearer", "r-" + name, null, Set.of(), Set.of(), now, now.plusSeconds(life));
    }

    private Session session() throws Exception {
        StoredUser signedIn = new StoredUser(ana, token("first", 0));
        store.putDefaultUser(signedIn);
        return new Session(
                SwingSignIn.builder().issuer(ISSUER).clientId("app").build(),
                new SignInParts(
                        new BrokerGrant(null, grant),
                        store,
                        new TokenEndpoint(Provider.of(ISSUER), Client.of("app"), CLOCK),
                        new Logout(
                                Provider.of(ISSUER),
                                Client.of("app"),
                                Browser.of(page -> {}),
                                Duration.ofSeconds(1),
                                CLOCK),
                        CLOCK),
                Workers.daemons(),
                signedIn);
    }

    @Test
    void should_give_no_token_to_a_request_beside_the_sign_out_and_stay_signed_out() throws Exception {
        Session session = session();
        CompletableFuture<Throwable> request = new CompletableFuture<>();
        Thread application = new Thread(() -> {
            try {
                request.complete(new AssertionError("A token: " + session.token()));
            } catch (GrantException | InterruptedException e) {
                request.complete(e);
            }
        });
        application.start();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Session> out = session.signOut();
        while (!session.isEnding()) Thread.onSpinWait();
        answered.countDown();
        assertThat(request.get(20, TimeUnit.SECONDS)).isInstanceOf(InteractionRequired.class);
        assertThat(out.get(40, TimeUnit.SECONDS).state()).isEqualTo(Session.State.SIGNED_OUT);
        assertThatThrownBy(session::token).isInstanceOf(InteractionRequired.class);
        assertThat(session.state()).isEqualTo(Session.State.SIGNED_OUT);
        assertThat(store.getDefaultUser()).isEmpty();
    }
}
