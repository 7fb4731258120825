package io.github.keytray.broker;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the tray before the store: where it runs, an application has its token without keychain and network. Where it does
 * not, is slow, or answers with anything but a token that fits the request, the delegate is asked as if there were none.
 * While the tray renews, it is waited for rather than renewed beside it.
 *
 * <p>Safe for any thread but the event dispatch thread.
 */
public final class BrokerGrant implements Grant {
    /** Longer than a refresh may take. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(45);

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 250;
    /** How long one that did not answer is not asked again. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final BrokerClient client;
    private final Account account;
    private final AutoLoginGrant delegate;
    private final InstantSource clock;
    private volatile long silentUntil = System.nanoTime();

    public BrokerGrant(BrokerClient client, Account account, AutoLoginGrant delegate, InstantSource clock) {
        this.client = client;
        this.account = account;
        this.delegate = delegate;
        this.clock = clock;
    }

    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        return Objects.requireNonNull(fetchUser(request).token());
    }

    /** As {@link AutoLoginGrant#fetchUser}; from the tray, the token comes without refresh and ID token. */
    public StoredUser fetchUser(TokenRequest request) throws GrantException, InterruptedException {
        boolean plain = !request.isSignIn() && !request.isForceRefresh() && !request.isForgetDefaultUser();
        StoredUser user = plain ? ask(request) : null;
        if (user != null) return user;
        StoredUser fetched = delegate.fetchUser(request);
        if (!plain || request.isInteractive()) tell();
        return fetched;
    }

    /** As {@link AutoLoginGrant#isFresh}. */
    public boolean isFresh(Token token) {
        return delegate.isFresh(token);
    }

    /** As {@link AutoLoginGrant#forget}, and the tray forgets too. */
    public Optional<StoredUser> forget() throws GrantException, InterruptedException {
        Optional<StoredUser> gone = delegate.forget();
        tell();
        return gone;
    }

    /** As {@link AutoLoginGrant#forget(User)}, and the tray forgets too. */
    public Optional<StoredUser> forget(User user) throws GrantException, InterruptedException {
        Optional<StoredUser> gone = delegate.forget(user);
        tell();
        return gone;
    }

    /** What the tray knows is not so any more. */
    private void tell() throws InterruptedException {
        if (silentUntil - System.nanoTime() <= 0) client.changed(account);
    }

    private @Nullable StoredUser ask(TokenRequest request) throws InterruptedException {
        if (silentUntil - System.nanoTime() > 0) return null;
        Question question = Question.of(account, request);
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        long asked = System.nanoTime();
        Reply reply = client.ask(question);
        while (reply == Reply.None.PENDING && System.nanoTime() - deadline < 0) {
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            asked = System.nanoTime();
            reply = client.ask(question);
        }
        boolean slow = reply == null && client.isSlow(System.nanoTime() - asked);
        if (slow) silentUntil = System.nanoTime() + SILENCE.toNanos();
        return reply instanceof Reply.Granted granted && fits(granted, request)
                ? new StoredUser(granted.user(), granted.token())
                : null;
    }

    private boolean fits(Reply.Granted granted, TokenRequest request) {
        Token token = granted.token();
        boolean hers = request.sub().map(granted.user().id()::equals).orElse(true);
        boolean refused = request.replacing()
                .map(Token::accessToken)
                .filter(token.accessToken()::equals)
                .isPresent();
        boolean valid = token.expiresAt() == null
                || token.isValid(clock.instant(), request.minValidity().orElseGet(token::margin));
        return hers && !refused && valid && token.covers(request.scopes());
    }
}
