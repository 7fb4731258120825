package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.UserStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A keychain that is locked in the middle of a renewal, after the sign-in was read and before it is renewed. */
class UnlockBeforeRenewalTest {
    private static final Account ACCOUNT = new Account("https://login.acme.example/staff", "orders");
    private static final EntryName NAME = EntryName.signIn(ACCOUNT);
    private static final StoredUser ANA = UserStoreContract.user("ana");

    @TempDir
    Path state;

    private final FakeKeychain fake = new FakeKeychain();
    private final AtomicInteger sent = new AtomicInteger();

    private Keychain keychain() {
        return fake.keychain(state, Duration.ofSeconds(20));
    }

    /** The provider: it replaces the refresh token, so that a renewal that cannot be stored ends the sign-in. */
    private Grant provider() {
        return request -> {
            sent.incrementAndGet();
            Token spent = request.previous().orElseThrow();
            return new Token(
                    "renewed " + spent.accessToken(),
                    "Bearer",
                    "rotated",
                    null,
                    spent.scopes(),
                    spent.requestedScopes(),
                    UserStoreContract.NOW.plusSeconds(600),
                    UserStoreContract.NOW.plusSeconds(4_200));
        };
    }

    private static Token fetch(AutoLoginGrant grant) {
        try {
            return grant.fetchToken(TokenRequest.silent());
        } catch (GrantException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(FakeKeychain.Lock.class)
    void should_be_unlocked_before_a_token_request_is_sent_and_before_others_have_to_wait(FakeKeychain.Lock lock)
            throws Exception {
        KeychainUserStore store = new KeychainUserStore(keychain(), ACCOUNT);
        store.putDefaultUser(ANA);
        AutoLoginGrant grant = new AutoLoginGrant(
                store, user -> false, token -> ANA.user(), provider(), () -> UserStoreContract.NOW.plusSeconds(600));
        fake.locksAfterReading(NAME, lock);
        CompletableFuture<Token> token = CompletableFuture.supplyAsync(() -> fetch(grant));

        CompletableFuture.anyOf(fake.prompt(), token)
                .handle((one, failure) -> one)
                .get(60, TimeUnit.SECONDS);
        assertThat(sent).as("token requests before the prompt was answered").hasValue(0);
        assertThat(fake.prompt()).isDone();
        assertThat(token).isNotDone();
        assertThat(keychain().locks().exclusively(NAME, Duration.ofSeconds(20), () -> "free"))
                .isEqualTo("free");
        assertThat(sent).as("token requests before the prompt was answered").hasValue(0);

        fake.answerPrompt();
        assertThat(token.get(60, TimeUnit.SECONDS).accessToken()).isEqualTo("renewed access ana");
        assertThat(sent).hasValue(1);
        assertThat(store.getDefaultUser().map(StoredUser::token).map(Token::refreshToken))
                .contains("rotated");
    }
}
