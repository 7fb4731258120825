package io.github.keytray.internal.broker;

import io.github.keytray.AutoLoginGrant;
import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the tray before the store: where the tray runs, an application gets its token without keychain and network. The
 * delegate is asked when the tray does not run, is slow, or returns no token that fits the request. While the tray
 * refreshes, this grant waits for it and does not refresh a second time.
 *
 * <p>Safe for any thread but the event dispatch thread.
 */
public final class BrokerGrant implements Grant {
    private final @Nullable BrokerTokenSource tray;
    private final AutoLoginGrant delegate;

    /**
     * The tray, and then the delegate.
     *
     * @param tray asks the tray about the delegate's account; null where it is not to know
     */
    public BrokerGrant(@Nullable BrokerTokenSource tray, AutoLoginGrant delegate) {
        this.tray = tray;
        this.delegate = delegate;
    }

    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        return Objects.requireNonNull(fetchUser(request).token());
    }

    /** As {@link AutoLoginGrant#fetchUser}; from the tray, the token comes without refresh and ID token. */
    public StoredUser fetchUser(TokenRequest request) throws GrantException, InterruptedException {
        Optional<StoredUser> theirs = tray == null ? Optional.empty() : tray.fetchUser(request);
        if (theirs.isPresent()) return theirs.get();
        try {
            return delegate.fetchUser(request);
        } finally {
            if (request.isInteractive() || request.isForceRefresh()) tell();
        }
    }

    /**
     * A valid token for one request, silently, with the proof for it where the token is bound to a key (RFC 9449): from
     * the tray, which holds the key, else made here with the key from the store.
     */
    public BrokerResponse.Granted fetchUse(TokenRequest request, TokenUse use, Instant now)
            throws GrantException, InterruptedException {
        BrokerResponse.Granted theirs = tray == null ? null : tray.fetch(request, use);
        if (theirs != null && (theirs.proof() != null || !theirs.token().needsProof())) return theirs;
        StoredUser user = delegate.fetchUser(request);
        return BrokerResponse.Granted.of(user.user(), Objects.requireNonNull(user.token()), use, now);
    }

    /** As {@link AutoLoginGrant#needsRefresh}. */
    public boolean needsRefresh(Token token) {
        return delegate.needsRefresh(token);
    }

    /** As {@link AutoLoginGrant#forgetDeclined()}. */
    public void forgetDeclined() {
        delegate.forgetDeclined();
    }

    /** As {@link AutoLoginGrant#forget()}, and the tray forgets too. */
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

    /** What the tray knows may not be so any more. */
    private void tell() throws InterruptedException {
        if (tray != null) tray.changed();
    }
}
