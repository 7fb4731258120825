package io.github.keytray;

import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
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
    private final TokenRevoker revoker;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final TokenCheck check;

    private volatile @Nullable Steps made;

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
        this(store, widget, fetcher, delegate, TokenRevoker.NONE, clock, SystemNanoTime.INSTANCE);
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
        this(store, widget, fetcher, delegate, revoker, clock, SystemNanoTime.INSTANCE);
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
        this.revoker = revoker;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.check = new TokenCheck(fetcher, clock, nanoTime);
    }

    /** Made with the first sign-in: an application that the tray gives its tokens loads none of it. Later calls take no lock. */
    private Steps steps() {
        Steps steps = made;
        return steps == null ? makeSteps() : steps;
    }

    private synchronized Steps makeSteps() {
        Steps steps = made;
        if (steps == null) made = steps = new Steps();
        return steps;
    }

    /** What a sign-in is composed of. */
    private final class Steps {
        /** A sign-in that is not in the store: declined, or not taken. */
        final UnsavedSignIn unsaved = new UnsavedSignIn(store, PATIENCE, clock);

        final RefusedElsewhere refused = new RefusedElsewhere(nanoTime);
        final SilentSignIn silent;
        final ProviderSignIn atProvider;
        final SignOut signOut;
        final ExitRevocation exit;

        Steps() {
            Revocation revocation = new Revocation(revoker, store, unsaved, PATIENCE);
            SilentRefresh refresh = new SilentRefresh(delegate, check, unsaved, revocation, refused, PATIENCE);
            NewSignIn settling = new NewSignIn(store, widget, unsaved, revocation);
            silent = new SilentSignIn(refresh, unsaved, widget);
            atProvider = new ProviderSignIn(store, widget, fetcher, delegate, check, unsaved, revocation, settling);
            signOut = new SignOut(store, unsaved, revocation, PATIENCE);
            exit = new ExitRevocation(unsaved, revocation);
        }
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
        Steps steps = steps();
        try {
            StoredUser user = userFor(request, steps);
            steps.refused.seen(user);
            return user;
        } finally {
            steps.exit.update();
        }
    }

    private StoredUser userFor(TokenRequest request, Steps steps) throws GrantException, InterruptedException {
        if (request.isForgetDefaultUser()) forget();
        steps.unsaved.retrySave();
        AccountStore home = steps.unsaved.home(request);
        StoredUser known;
        try {
            known = find(home, request).orElse(null);
        } catch (StoreUnavailable problem) {
            if (!request.isInteractive()) throw problem;
            if (problem.isMendedBySignIn()) return steps.atProvider.signIn(request, null, store);
            if (!widget.shouldWeSignInUnsaved(problem)) throw problem;
            return steps.atProvider.signIn(request, null, steps.unsaved.memory());
        }
        if (known != null && !request.isSignIn() && !(request.isInteractive() && isDue(known))) {
            try {
                return steps.silent.of(known, request, home);
            } catch (InteractionRequired | Rejected refused) {
                if (!request.isInteractive()) throw refused;
            }
        }
        if (!request.isInteractive()) throw new InteractionRequired("Nobody is signed in. Please sign in.");
        return withPerson(request, known, home, steps);
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
        Steps steps = made;
        return steps == null ? Optional.empty() : steps.unsaved.problem(user.id());
    }

    /**
     * Takes over a sign-in from another process, which refreshed it and could not store it. It lives in memory until
     * the store takes it. Does not block.
     *
     * @param before the token that the store is known to hold for the user, or null
     */
    public void takeOver(StoredUser user, @Nullable StoredUser before) {
        steps().unsaved
                .takeOver(
                        user,
                        before == null ? user.withoutToken() : before,
                        new StoreUnavailable(
                                Reason.LOCKED, "The renewed sign-in is not kept yet. Unlock the keychain."));
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
        Steps steps = steps();
        try {
            return steps.signOut.of(whom);
        } finally {
            steps.exit.update();
        }
    }

    /**
     * Forgets the sign-ins that are in this object's memory because the user did not want to stay signed in, and revokes
     * them in the background. The end of the process does the same, and waits a moment for it. Does not block.
     */
    public void forgetDeclined() {
        Steps steps = made;
        if (steps != null) steps.exit.now();
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

    /** The person chooses who they are, where that is a question, and signs in. */
    private StoredUser withPerson(TokenRequest request, @Nullable StoredUser known, AccountStore home, Steps steps)
            throws GrantException, InterruptedException {
        AccountSelection choice = AccountSelection.among(roster(store).users(), store, steps.unsaved);
        if (!choice.isOpen(request, known)) return steps.atProvider.signIn(request, known, home);
        User chosen = widget.chooseUser(choice).orElse(null);
        if (chosen == null) {
            AnotherAccount another = new AnotherAccount(choice.users(), widget);
            return steps.atProvider.signIn(request.selectAccount(), null, home, another);
        }
        TokenRequest theirs = request.user(chosen);
        AccountStore place = steps.unsaved.home(theirs);
        StoredUser user = place.getUser(chosen.id()).orElse(null);
        if (user != null && !isDue(user)) {
            try {
                return madeDefault(steps.silent.of(user, theirs, place), place);
            } catch (InteractionRequired | Rejected refused) {
                // They sign in again.
            }
        }
        return steps.atProvider.signIn(theirs, user, place);
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

    static Roster roster(AccountStore place) throws GrantException, InterruptedException {
        try {
            return place.roster();
        } catch (StoreUnavailable unreadable) {
            return Roster.EMPTY;
        }
    }
}
