package io.github.keytray;

import io.github.keytray.GrantException.Cancelled;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.GrantException.Untrusted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs in from the store where possible. It tries the stored token first, then a silent request to its delegate (a
 * refresh), then an interactive one, after which the user is asked whether to stay signed in.
 *
 * <p>The store's lock is held for a refresh and for a save, never while the user is awaited. An unsaved sign-in,
 * because the user declined or the store failed, lives in this object's memory and follows the same rules.
 *
 * <p>Safe for any thread but the event dispatch thread.
 *
 * @since 0.1
 */
public final class AutoLoginGrant implements Grant {
    /** Longer than a refresh may take, so that a waiting caller finds it done or failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final AccountStore store;
    private final AutoLoginWidget widget;
    private final UserFetcher fetcher;
    private final Grant delegate;
    private final TokenCheck check;

    /** A sign-in that is not in the store: declined, or not taken. */
    private final UnsavedSignIn unsaved;

    private final RefusedElsewhere refused;
    private final SilentRefresh silentRefresh;
    private final Revocation revocation;
    private final NewSignIn newSignIn;
    private final SignOut signOut;
    private final ExitRevocation exit;

    /**
     * @param store stores the users
     * @param widget asks the user
     * @param fetcher finds out who signed in
     * @param delegate refreshes for a silent request and asks the user for an interactive one; its refresh must end
     *     within 30 s
     * @param clock the clock by which tokens expire
     */
    public AutoLoginGrant(
            AccountStore store, AutoLoginWidget widget, UserFetcher fetcher, Grant delegate, InstantSource clock) {
        this(store, widget, fetcher, delegate, TokenRevoker.NONE, clock, System::nanoTime);
    }

    /**
     * As the other constructor; tokens that are no longer stored are also revoked, in the background.
     *
     * @param revoker revokes tokens at the provider
     */
    public AutoLoginGrant(
            AccountStore store,
            AutoLoginWidget widget,
            UserFetcher fetcher,
            Grant delegate,
            TokenRevoker revoker,
            InstantSource clock) {
        this(store, widget, fetcher, delegate, revoker, clock, System::nanoTime);
    }

    AutoLoginGrant(
            AccountStore store,
            AutoLoginWidget widget,
            UserFetcher fetcher,
            Grant delegate,
            TokenRevoker revoker,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.store = store;
        this.widget = widget;
        this.fetcher = fetcher;
        this.delegate = delegate;
        this.check = new TokenCheck(fetcher, clock, nanoTime);
        this.unsaved = new UnsavedSignIn(store, PATIENCE, clock);
        this.revocation = new Revocation(revoker, store, unsaved, PATIENCE);
        this.refused = new RefusedElsewhere(nanoTime);
        this.silentRefresh = new SilentRefresh(delegate, check, unsaved, revocation, refused, PATIENCE);
        this.newSignIn = new NewSignIn(store, widget, unsaved, revocation);
        this.signOut = new SignOut(store, unsaved, revocation, PATIENCE);
        this.exit = new ExitRevocation(unsaved, revocation);
    }

    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        return Objects.requireNonNull(fetchUser(request).token());
    }

    /**
     * Gets a token together with the user it belongs to. May block, for as long as the user takes.
     *
     * @return the user and their token, which is never null
     * @throws GrantException as {@link #fetchToken}
     */
    public StoredUser fetchUser(TokenRequest request) throws GrantException, InterruptedException {
        try {
            StoredUser user = userFor(request);
            refused.seen(user);
            return user;
        } finally {
            exit.update();
        }
    }

    private StoredUser userFor(TokenRequest request) throws GrantException, InterruptedException {
        if (request.isForgetDefaultUser()) forget();
        unsaved.retrySave();
        AccountStore home = unsaved.home(request);
        StoredUser known;
        try {
            known = find(home, request).orElse(null);
        } catch (StoreUnavailable problem) {
            if (!request.isInteractive()) throw problem;
            if (problem.isMendedBySignIn()) return signIn(request, null, store);
            if (!widget.shouldWeSignInUnsaved(problem)) throw problem;
            return signIn(request, null, unsaved.memory());
        }
        if (known != null && !request.isSignIn() && !(request.isInteractive() && isDue(known))) {
            try {
                return withoutPerson(request, known, home);
            } catch (InteractionRequired | Rejected refused) {
                if (!request.isInteractive()) throw refused;
            }
        }
        if (!request.isInteractive()) throw new InteractionRequired("Nobody is signed in. Please sign in.");
        return withPerson(request, known, home);
    }

    /**
     * Whether a token that was fetched here should be refreshed before it is used. Does not block.
     *
     * @return true also where only the provider knows
     */
    public boolean needsRefresh(Token token) {
        return !check.isFresh(token);
    }

    /** Why the user's sign-in is unsaved, that is in memory only; empty when it is stored. */
    public Optional<StoreUnavailable> notStored(User user) {
        return unsaved.problem(user.id());
    }

    /**
     * Takes over a sign-in from another process, which refreshed it and could not store it. It lives in memory until
     * the store takes it. Does not block.
     *
     * @param before the token that the store is known to hold for the user, or null
     */
    public void takeOver(StoredUser user, @Nullable StoredUser before) {
        unsaved.takeOver(
                user,
                before == null ? user.withoutToken() : before,
                new StoreUnavailable(Reason.LOCKED, "The renewed sign-in is not kept yet. Unlock the keychain."));
    }

    /**
     * Deletes the default user from the store and from memory.
     *
     * @return the stored user, so that their tokens can be revoked; empty when there was none
     */
    public Optional<StoredUser> forget() throws GrantException, InterruptedException {
        return forget(TokenRequest.silent());
    }

    /**
     * Deletes this user from the store and from memory. Other users are not touched.
     *
     * @return what was stored, so that their tokens can be revoked; empty when there was nothing
     */
    public Optional<StoredUser> forget(User user) throws GrantException, InterruptedException {
        return forget(TokenRequest.silent().user(user));
    }

    private Optional<StoredUser> forget(TokenRequest whom) throws GrantException, InterruptedException {
        try {
            return signOut.of(whom);
        } finally {
            exit.update();
        }
    }

    /**
     * Forgets the sign-ins that are in this object's memory because the user did not want to stay signed in, and revokes
     * them in the background. The end of the process does the same, and waits a moment for it. Does not block.
     */
    public void forgetDeclined() {
        exit.now();
    }

    /** The stored user whom the request names, or else the default user. */
    static Optional<StoredUser> find(AccountStore place, TokenRequest request)
            throws GrantException, InterruptedException {
        return request.sub().isPresent() ? place.getUser(request.sub().get()) : place.getDefaultUser();
    }

    /** Whether the person is to sign in, although the access token lives on for a while. */
    private boolean isDue(StoredUser user) {
        return user.ended() && user.token() != null && check.isAlive(user.token());
    }

    private StoredUser withoutPerson(TokenRequest request, StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        SaveResult outcome = silentRefresh.of(known, request, home);
        if (outcome.problem() == null) return outcome.user();
        unsaved.retrySave();
        return unsaved.has(known.user().id()) ? outcome.tell(widget) : outcome.user();
    }

    /** The person chooses who they are, where that is a question, and signs in. */
    private StoredUser withPerson(TokenRequest request, @Nullable StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        AccountSelection choice = AccountSelection.among(roster(store).users(), store, unsaved);
        if (!choice.isOpen(request, known)) return signIn(request, known, home);
        User chosen = widget.chooseUser(choice).orElse(null);
        if (chosen == null) {
            AnotherAccount another = new AnotherAccount(choice.users(), widget);
            return signIn(request.selectAccount(), null, home, another);
        }
        TokenRequest theirs = request.user(chosen);
        AccountStore place = unsaved.home(theirs);
        StoredUser user = place.getUser(chosen.id()).orElse(null);
        if (user != null && !isDue(user)) {
            try {
                return madeDefault(withoutPerson(theirs, user, place), place);
            } catch (InteractionRequired | Rejected refused) {
                // They sign in again.
            }
        }
        return signIn(theirs, user, place);
    }

    /** Makes the chosen user the default user, so that the next start signs them in. */
    private StoredUser madeDefault(StoredUser user, AccountStore home) throws GrantException, InterruptedException {
        try {
            home.change(roster -> roster.madeDefault(user.user().id()));
        } catch (StoreUnavailable notNoted) {
            // They are signed in all the same, and choose again the next time.
        }
        return user;
    }

    private StoredUser signIn(TokenRequest request, @Nullable StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        return signIn(request, known, home, new AnotherAccount(List.of(), widget));
    }

    /** One application at a time opens a browser for an account; the next takes what it stored, or asks. */
    private StoredUser signIn(
            TokenRequest request, @Nullable StoredUser known, AccountStore home, AnotherAccount another)
            throws GrantException, InterruptedException {
        try (LoginLease lease = LoginLease.take(store, widget, request.isSignIn())) {
            if (lease.followsOtherSignIn()) {
                Optional<StoredUser> theirs = storedByOthers(request);
                if (theirs.isPresent()) return theirs.get();
                if (!widget.shouldWeSignInHere())
                    throw new Cancelled("Nobody was signed in. Try again to sign in here.");
            }
            StoredUser first = askPerson(request, known);
            return newSignIn.settle(another.than(first, request, next -> askPerson(next, null)), known, home);
        }
    }

    private Optional<StoredUser> storedByOthers(TokenRequest request) throws GrantException, InterruptedException {
        Optional<StoredUser> stored;
        try {
            stored = find(store, request);
        } catch (StoreUnavailable problem) {
            return Optional.empty();
        }
        if (stored.isEmpty() || stored.get().ended() || !check.isGood(stored.get(), request)) return Optional.empty();
        unsaved.giveWayTo(stored.get().user().id()).forEach(revocation::of);
        return stored;
    }

    private StoredUser askPerson(TokenRequest request, @Nullable StoredUser known)
            throws GrantException, InterruptedException {
        TokenRequest whole = known == null || request.isSelectAccount() ? request : asKnown(request, known);
        Token token = delegate.fetchToken(whole.abandoned(revocation::of)).requestedScopes(whole.scopes());
        boolean accepted = false;
        try {
            StoredUser user = new StoredUser(fetcher.fetchUser(token), token);
            check.issued(token);
            accepted = request.isFor(user);
            if (accepted) return user;
            throw new Untrusted("Another person has signed in: " + user.user().username()
                    + ". Nothing was changed. Sign in again as the person who was asked for.");
        } finally {
            if (!accepted) revocation.of(token);
        }
    }

    /**
     * A request for a known user: with their username, and with the scopes that other applications asked for before.
     */
    private static TokenRequest asKnown(TokenRequest request, StoredUser known) {
        TokenRequest whole =
                request.loginHint().isEmpty() ? request.loginHint(known.user().username()) : request;
        if (known.token() == null) return whole;
        Set<String> scopes = new HashSet<>(known.token().requestedScopes());
        scopes.addAll(request.scopes());
        return whole.scopes(scopes.toArray(String[]::new));
    }

    static Roster roster(AccountStore place) throws GrantException, InterruptedException {
        try {
            return place.roster();
        } catch (StoreUnavailable unreadable) {
            return Roster.EMPTY;
        }
    }
}
