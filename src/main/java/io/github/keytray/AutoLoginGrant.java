package io.github.keytray;

import io.github.keytray.GrantException.Cancelled;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.GrantException.Untrusted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs in from the store while it can, and asks its delegate only when it must: the stored token first, then a silent
 * request (a refresh), then the person, who is asked whether to stay signed in.
 *
 * <p>The store's lock is held for a refresh and for a save, never while a person is awaited. A sign-in that the person
 * did not want kept, or that the store did not take, lives in this object's memory by the same rules.
 *
 * <p>Safe for any thread but the event dispatch thread.
 */
public final class AutoLoginGrant implements Grant {
    /** Longer than a refresh may take, so that whoever waits finds it done or failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final AccountStore store;
    private final AutoLoginWidget widget;
    private final UserFetcher fetcher;
    private final Grant delegate;
    private final TokenCheck check;

    /** A sign-in that is not in the store: declined, or not taken. */
    private final Unsaved unsaved;

    /**
     * @param store keeps the default user
     * @param widget asks whether to keep them
     * @param fetcher finds out who signed in
     * @param delegate refreshes when asked silently, asks the person when asked interactively; its refresh ends within
     *     30 s
     * @param clock tells the time
     */
    public AutoLoginGrant(
            AccountStore store, AutoLoginWidget widget, UserFetcher fetcher, Grant delegate, InstantSource clock) {
        this(store, widget, fetcher, delegate, clock, System::nanoTime);
    }

    AutoLoginGrant(
            AccountStore store,
            AutoLoginWidget widget,
            UserFetcher fetcher,
            Grant delegate,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.store = store;
        this.widget = widget;
        this.fetcher = fetcher;
        this.delegate = delegate;
        this.check = new TokenCheck(fetcher, clock, nanoTime);
        this.unsaved = new Unsaved(store, PATIENCE, clock);
    }

    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        return Objects.requireNonNull(fetchUser(request).token());
    }

    /**
     * Gets a token together with the person it belongs to.
     *
     * @return the person and their token, which is never null
     * @throws GrantException as {@link #fetchToken}
     */
    public StoredUser fetchUser(TokenRequest request) throws GrantException, InterruptedException {
        if (request.isForgetDefaultUser()) forget();
        unsaved.offerAgain();
        AccountStore home = unsaved.user().isPresent() ? unsaved.memory() : store;
        StoredUser known;
        try {
            known = home.getDefaultUser().orElse(null);
        } catch (StoreUnavailable problem) {
            if (!request.isInteractive()) throw problem;
            if (problem.isMendedBySignIn()) return signIn(request, null, store);
            if (!widget.shouldWeSignInUnsaved(problem)) throw problem;
            return signIn(request, null, unsaved.memory());
        }
        if (known != null && isWanted(known, request) && !request.isSignIn()) {
            try {
                return withoutPerson(request, known, home);
            } catch (InteractionRequired | Rejected refused) {
                if (!request.isInteractive()) throw refused;
            }
        }
        if (!request.isInteractive()) throw new InteractionRequired("Nobody is signed in. Please sign in.");
        return signIn(request, known, home);
    }

    /**
     * Whether a token that was fetched here needs no renewal yet. Does not block.
     *
     * @return false also where only the provider can tell
     */
    public boolean isFresh(Token token) {
        return check.isFresh(token);
    }

    /**
     * Deletes the stored user and forgets the one in memory.
     *
     * @return who was stored, so that their tokens can be revoked
     */
    public Optional<StoredUser> forget() throws GrantException, InterruptedException {
        Optional<StoredUser> unstored = unsaved.user();
        unsaved.forget();
        try {
            Optional<StoredUser> stored = store.exclusively(PATIENCE, () -> {
                Optional<StoredUser> user = readable();
                store.putDefaultUser(null);
                return user;
            });
            return unstored.isPresent() ? unstored : stored;
        } catch (StoreUnavailable problem) {
            // Where there is no store, memory was the only place.
            if (unstored.isPresent() && problem.reason() == Reason.ABSENT) return unstored;
            throw problem;
        }
    }

    private Optional<StoredUser> readable() throws GrantException, InterruptedException {
        try {
            return store.getDefaultUser();
        } catch (StoreUnavailable problem) {
            if (problem.reason() == Reason.CORRUPT) return Optional.empty();
            throw problem;
        }
    }

    private StoredUser withoutPerson(TokenRequest request, StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        if (!request.isForceRefresh() && check.isGood(known, request)) return known;
        Outcome outcome;
        try {
            outcome = home.exclusively(PATIENCE, () -> renew(request, known, home));
        } catch (StoreUnavailable problem) {
            if (known.token() != null && check.isUsable(known.token(), request)) return known;
            throw problem;
        }
        if (outcome.problem() == null) return outcome.user();
        unsaved.offerAgain();
        return unsaved.user().isEmpty() ? outcome.user() : outcome.tell(widget);
    }

    /** Under the lock of {@code home}: others may have renewed, or signed out, since {@code known} was read. */
    private Outcome renew(TokenRequest request, StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        StoredUser stored = home.getDefaultUser()
                .filter(user -> isWanted(user, request))
                .orElseThrow(() -> new InteractionRequired("You have been signed out. Please sign in again."));
        Token token = stored.token();
        if (token == null) throw new InteractionRequired("This sign-in has ended. Please sign in again.");
        boolean renewedByOthers = !stored.equals(known);
        if ((renewedByOthers || !request.isForceRefresh()) && check.isGood(stored, request)) return kept(stored);
        try {
            Token fresh = delegate.fetchToken(request.silently().previous(token));
            return put(home, new StoredUser(stored.user(), fresh), stored, false);
        } catch (Rejected refused) {
            if (refused.isInvalidGrant()) return afterRefusal(request, stored, token, home, refused);
            return orElseStored(request, stored, token, refused);
        } catch (Unreachable | InteractionRequired failure) {
            return orElseStored(request, stored, token, failure);
        }
    }

    private <X extends GrantException> Outcome orElseStored(
            TokenRequest request, StoredUser stored, Token token, X failure) throws X, InterruptedException {
        if (check.isUsable(token, request)) return kept(stored);
        throw failure;
    }

    /** The provider has condemned the refresh token, unless somebody rotated it without our lock. */
    private Outcome afterRefusal(
            TokenRequest request, StoredUser stored, Token token, AccountStore home, Rejected refused)
            throws GrantException, InterruptedException {
        StoredUser now = home.getDefaultUser().orElse(null);
        if (stored.equals(now)) condemn(home, stored, token);
        else if (now != null && isWanted(now, request) && check.isGood(now, request)) return kept(now);
        return orElseStored(
                request,
                stored,
                token,
                new InteractionRequired("This sign-in has ended at the provider. Please sign in again.", refused));
    }

    /** The refresh token is worthless. The access token is kept while it lives, and the person stays known. */
    private void condemn(AccountStore home, StoredUser stored, Token token)
            throws GrantException, InterruptedException {
        home.putDefaultUser(new StoredUser(stored.user(), check.isAlive(token) ? token.withoutRefreshToken() : null));
    }

    /** One application at a time opens a browser for an account; the next takes what it stored, or asks. */
    private StoredUser signIn(TokenRequest request, @Nullable StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        try (Turn turn = Turn.take(store, widget, request.isSignIn())) {
            if (turn.isAfterAnother()) {
                Optional<StoredUser> theirs = storedByOthers(request);
                if (theirs.isPresent()) return theirs.get();
                if (!widget.shouldWeSignInHere())
                    throw new Cancelled("Nobody was signed in. Try again to sign in here.");
            }
            return settle(askPerson(request, known), known, home);
        }
    }

    private Optional<StoredUser> storedByOthers(TokenRequest request) throws GrantException, InterruptedException {
        Optional<StoredUser> stored;
        try {
            stored = store.getDefaultUser().filter(user -> isWanted(user, request));
        } catch (StoreUnavailable problem) {
            return Optional.empty();
        }
        if (stored.isEmpty() || !check.isGood(stored.get(), request)) return Optional.empty();
        unsaved.forget();
        return stored;
    }

    private StoredUser askPerson(TokenRequest request, @Nullable StoredUser known)
            throws GrantException, InterruptedException {
        boolean hint = known != null && request.loginHint().isEmpty() && !request.isSelectAccount();
        Token token = delegate.fetchToken(
                hint && known != null ? request.loginHint(known.user().username()) : request);
        StoredUser user = new StoredUser(fetcher.fetchUser(token), token);
        if (isWanted(user, request)) return user;
        throw new Untrusted("Another person has signed in: " + user.user().username()
                + ". Nothing was changed. Sign in again as the person who was asked for.");
    }

    /** Puts a new sign-in where it belongs. No lock is held while the person thinks about it. */
    private StoredUser settle(StoredUser user, @Nullable StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        boolean inMemory = home != store;
        if (known != null && known.user().id().equals(user.user().id())) {
            if (!inMemory) return stored(user, known);
            home.putDefaultUser(user);
            return user;
        }
        boolean hasAnswered = inMemory && known == null;
        if (!hasAnswered && widget.shouldWeSave(user)) return stored(user, known);
        unsaved.takeDeclined(user);
        return user;
    }

    private StoredUser stored(StoredUser user, @Nullable StoredUser known) throws GrantException, InterruptedException {
        Outcome outcome = put(store, user, known, true);
        if (outcome.problem() == null) unsaved.forget();
        return outcome.tell(widget);
    }

    /** A token that cannot be stored is not lost: it lives on in memory. */
    private Outcome put(AccountStore place, StoredUser user, @Nullable StoredUser before, boolean asked)
            throws GrantException, InterruptedException {
        try {
            place.putDefaultUser(user);
            return kept(user);
        } catch (StoreUnavailable problem) {
            unsaved.take(user, before, problem, asked);
            return new Outcome(user, problem);
        }
    }

    private static Outcome kept(StoredUser user) {
        return new Outcome(user, null);
    }

    private static boolean isWanted(StoredUser user, TokenRequest request) {
        return request.sub().map(user.user().id()::equals).orElse(true);
    }

    /** A sign-in, and why it was not stored if it was not. The person is told once no lock is held. */
    private record Outcome(StoredUser user, @Nullable StoreUnavailable problem) {
        StoredUser tell(AutoLoginWidget widget) throws InterruptedException {
            if (problem != null) widget.couldNotSave(user, problem);
            return user;
        }
    }
}
