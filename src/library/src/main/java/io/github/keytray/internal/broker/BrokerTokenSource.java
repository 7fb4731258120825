package io.github.keytray.internal.broker;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the tray for the tokens of one account. It waits while the tray refreshes, refuses a response that does not fit
 * the request, and does not ask again for a while when the tray did not answer. Safe for any thread.
 */
public final class BrokerTokenSource {
    /** Longer than a refresh may take. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(45);
    /** How long one that did not answer is not asked again. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 250;

    private final BrokerClient client;
    private final Account account;
    private final InstantSource clock;
    private volatile long silentUntil = System.nanoTime();

    public BrokerTokenSource(BrokerClient client, Account account, InstantSource clock) {
        this.client = client;
        this.account = account;
        this.clock = clock;
    }

    /**
     * Asks for a token.
     *
     * @return the person and their token, without refresh and ID token; empty when the tray has none for the request, or
     *     there is no tray
     */
    public Optional<StoredUser> fetchUser(TokenRequest request) throws InterruptedException {
        BrokerResponse.Granted granted = fetch(request, null);
        return granted == null ? Optional.empty() : Optional.of(new StoredUser(granted.user(), granted.token()));
    }

    /** As {@link #fetchUser}, for one request, with the proof for it where the token is bound to a key; or null. */
    public BrokerResponse.@Nullable Granted fetch(TokenRequest request, @Nullable TokenUse use)
            throws InterruptedException {
        boolean plain = !request.isSignIn() && !request.isForceRefresh() && !request.isForgetDefaultUser();
        if (!plain || isSilent()) return null;
        BrokerRequest question = BrokerRequest.of(account, request, use);
        return ask(question) instanceof BrokerResponse.Granted granted && fits(granted, question, request)
                ? granted
                : null;
    }

    /** Tells the tray that a user signed in or out. */
    public void changed() throws InterruptedException {
        if (!isSilent()) client.changed(account);
    }

    private boolean isSilent() {
        return silentUntil - System.nanoTime() > 0;
    }

    private @Nullable BrokerResponse ask(BrokerRequest question) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            long asked = System.nanoTime();
            BrokerResponse reply = client.ask(question);
            long now = System.nanoTime();
            if (reply == null && client.isSlow(now - asked)) silentUntil = now + SILENCE.toNanos();
            if (reply != BrokerResponse.NoToken.PENDING || now - deadline > 0) return reply;
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    /** Without a lambda: the first of a young process takes longer than the tray's answer. */
    private boolean fits(BrokerResponse.Granted granted, BrokerRequest question, TokenRequest request) {
        Token token = granted.token();
        Token stale = request.replacing().orElse(null);
        boolean theirs =
                granted.user().id().equals(request.sub().orElse(granted.user().id()));
        boolean refused = stale != null && stale.accessToken().equals(token.accessToken());
        return theirs && !refused && token.covers(request.scopes()) && question.isMetBy(token, clock.instant());
    }
}
