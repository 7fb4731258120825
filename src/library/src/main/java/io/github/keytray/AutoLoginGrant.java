package io.github.keytray;

import io.github.keytray.AutoLoginWidget.SaveAnswer;
import io.github.keytray.GrantException.Cancelled;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
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
    private final UnsavedSignIn unsaved;

    private final SilentRefresh silentRefresh;

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
        this.unsaved = new UnsavedSignIn(store, PATIENCE, clock);
        this.silentRefresh = new SilentRefresh(delegate, check, unsaved, PATIENCE);
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
        if (known != null && !request.isSignIn()) {
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
     * Whether a token that was fetched here needs no silentRefresh yet. Does not block.
     *
     * @return false also where only the provider can tell
     */
    public boolean isFresh(Token token) {
        return check.isFresh(token);
    }

    /**
     * Deletes the default user and forgets the one in memory.
     *
     * @return who was stored, so that their tokens can be revoked
     */
    public Optional<StoredUser> forget() throws GrantException, InterruptedException {
        return forget(TokenRequest.silent());
    }

    /**
     * Deletes this user, wherever they are kept. Whoever else is kept stays so.
     *
     * @return what was stored, so that their tokens can be revoked
     */
    public Optional<StoredUser> forget(User user) throws GrantException, InterruptedException {
        return forget(TokenRequest.silent().user(user));
    }

    private Optional<StoredUser> forget(TokenRequest whom) throws GrantException, InterruptedException {
        Optional<StoredUser> unstored = unsaved.user().filter(whom::isFor);
        if (unstored.isPresent()) unsaved.forget();
        try {
            Optional<StoredUser> stored = store.deleteExclusively(PATIENCE, () -> delete(whom));
            return unstored.isPresent() ? unstored : stored;
        } catch (StoreUnavailable problem) {
            // Where there is no store, memory was the only place.
            if (unstored.isPresent() && problem.reason() == Reason.ABSENT) return unstored;
            throw problem;
        }
    }

    private Optional<StoredUser> delete(TokenRequest whom) throws GrantException, InterruptedException {
        try {
            Optional<StoredUser> user = find(store, whom);
            if (whom.sub().isPresent()) store.removeUser(whom.sub().get());
            else store.putDefaultUser(null);
            return user;
        } catch (StoreUnavailable problem) {
            if (problem.reason() != Reason.CORRUPT) throw problem;
            store.putDefaultUser(null);
            return Optional.empty();
        }
    }

    /** Whom the request is for, if they are kept there: the one it names, or the default user. */
    private static Optional<StoredUser> find(AccountStore place, TokenRequest request)
            throws GrantException, InterruptedException {
        return request.sub().isPresent() ? place.getUser(request.sub().get()) : place.getDefaultUser();
    }

    private StoredUser withoutPerson(TokenRequest request, StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        SaveResult outcome = silentRefresh.of(known, request, home);
        if (outcome.problem() == null) return outcome.user();
        unsaved.retrySave();
        return unsaved.user().isEmpty() ? outcome.user() : outcome.tell(widget);
    }

    /** The person chooses who they are, where that is a question, and signs in. */
    private StoredUser withPerson(TokenRequest request, @Nullable StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        AccountSelection choice = AccountSelection.among(roster(store).users(), store, unsaved);
        if (!choice.isOpen(request, known)) return signIn(request, known, home);
        User chosen = widget.chooseUser(choice).orElse(null);
        if (chosen == null) return signIn(request.selectAccount(), null, home);
        TokenRequest theirs = request.user(chosen);
        AccountStore place = unsaved.home(theirs);
        StoredUser user = place.getUser(chosen.id()).orElse(null);
        if (user != null) {
            try {
                return madeDefault(withoutPerson(theirs, user, place), place);
            } catch (InteractionRequired | Rejected refused) {
                // They sign in again.
            }
        }
        return signIn(theirs, user, place);
    }

    /** Whom the person chose is signed in at the next start, too. */
    private StoredUser madeDefault(StoredUser user, AccountStore home) throws GrantException, InterruptedException {
        try {
            home.change(roster -> roster.madeDefault(user.user().id()));
        } catch (StoreUnavailable notNoted) {
            // They are signed in all the same, and choose again the next time.
        }
        return user;
    }

    /** One application at a time opens a browser for an account; the next takes what it stored, or asks. */
    private StoredUser signIn(TokenRequest request, @Nullable StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        try (LoginLease lease = LoginLease.take(store, widget, request.isSignIn())) {
            if (lease.followsOtherSignIn()) {
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
            stored = find(store, request);
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
        if (request.isFor(user)) return user;
        throw new Untrusted("Another person has signed in: " + user.user().username()
                + ". Nothing was changed. Sign in again as the person who was asked for.");
    }

    /** Puts a new sign-in where it belongs. No lock is held while the person thinks about it. */
    private StoredUser settle(StoredUser user, @Nullable StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        String sub = user.user().id();
        boolean hasAnswered = home != store && (known == null || unsaved.isDeclined(sub));
        Roster kept = hasAnswered ? Roster.EMPTY : roster(store);
        StoredUser before = kept.user(sub).orElse(null);
        boolean isUnasked = hasAnswered || kept.isDeclined(sub);
        if (before != null || (!isUnasked && isToBeStored(user))) return stored(user, before);
        unsaved.keepDeclined(user);
        return user;
    }

    private boolean isToBeStored(StoredUser user) throws GrantException, InterruptedException {
        SaveAnswer answer = widget.askToSave(user);
        if (answer == SaveAnswer.NEVER) decline(user.user());
        return answer == SaveAnswer.YES;
    }

    private void decline(User user) throws GrantException, InterruptedException {
        try {
            store.setDeclined(user, true);
        } catch (StoreUnavailable notNoted) {
            // The person is asked once more, the next time.
        }
    }

    private static Roster roster(AccountStore place) throws GrantException, InterruptedException {
        try {
            return place.roster();
        } catch (StoreUnavailable unreadable) {
            return Roster.EMPTY;
        }
    }

    /** A token that cannot be stored is not lost: it lives on in memory. */
    private StoredUser stored(StoredUser user, @Nullable StoredUser before)
            throws GrantException, InterruptedException {
        try {
            store.putDefaultUser(user);
            unsaved.forget();
            return user;
        } catch (StoreUnavailable problem) {
            unsaved.take(user, before, problem, true);
            return new SaveResult(user, problem).tell(widget);
        }
    }
}
