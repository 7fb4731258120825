package io.github.keytray;

import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The unsaved sign-ins, in memory only, because the user declined or the store failed. The latter are offered to the
 * store again, because without the rotated refresh token the user would have to sign in at the next start.
 *
 * <p>Locks are taken in one order: that of the memory, that of the store, and last this object's monitor, which is
 * never held while waiting. Safe for any thread.
 */
final class UnsavedSignIn {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final AccountStore store;
    private final Duration patience;
    private final InstantSource clock;
    private final MemoryUserStore memory = new MemoryUserStore();
    /** What the store has yet to take, by {@code sub}. A user in memory without an entry here was declined. */
    private final Map<String, PendingSave> offers = new ConcurrentHashMap<>();

    UnsavedSignIn(AccountStore store, Duration patience, InstantSource clock) {
        this.store = store;
        this.patience = patience;
        this.clock = clock;
    }

    AccountStore memory() {
        return memory;
    }

    AccountStore store() {
        return store;
    }

    boolean isEmpty() {
        return memory.roster().users().isEmpty();
    }

    List<StoredUser> users() {
        return memory.roster().users();
    }

    /** The user whom the request is for, if they are in this memory. */
    Optional<StoredUser> user(TokenRequest request) {
        return request.sub().isPresent() ? memory.roster().user(request.sub().get()) : memory.getDefaultUser();
    }

    boolean has(String sub) {
        return memory.roster().user(sub).isPresent();
    }

    /** Whether the user is here because the person wanted it so. */
    synchronized boolean isDeclined(String sub) {
        return has(sub) && !offers.containsKey(sub);
    }

    /** Those who are here because the person wanted it so. */
    synchronized List<StoredUser> declined() {
        return users().stream()
                .filter(user -> !offers.containsKey(user.user().id()))
                .toList();
    }

    /** Removes and returns them. */
    synchronized List<StoredUser> forgetDeclined() {
        List<StoredUser> gone = declined();
        gone.forEach(user -> forget(user.user().id()));
        return gone;
    }

    /** Why the store does not have the user, if it is to have them and does not. */
    synchronized Optional<StoreUnavailable> problem(String sub) {
        return Optional.ofNullable(offers.get(sub)).map(PendingSave::problem);
    }

    /** The store that holds the user of the request: this memory or the real store. */
    AccountStore home(TokenRequest request) {
        return user(request).isPresent() ? memory : store;
    }

    /** The place of a user: this memory or the real store. */
    AccountStore home(String sub) {
        return has(sub) ? memory : store;
    }

    /** Whether that is the place of a user at this moment. */
    boolean isAt(AccountStore place, String sub) {
        return (place == memory) == has(sub);
    }

    synchronized void forget(String sub) {
        offers.remove(sub);
        memory.change(roster -> roster.without(sub));
    }

    /**
     * Removes a user whom the store now has. Other users whom the store has yet to take stay.
     *
     * @return the declined users who were removed with them
     */
    synchronized List<StoredUser> giveWayTo(String sub) {
        List<StoredUser> before = users();
        List<StoredUser> gone = declined();
        offers.remove(sub);
        List<StoredUser> others = before.stream()
                .filter(user -> offers.containsKey(user.user().id()))
                .toList();
        memory.change(roster -> new Roster(others, false, List.of()));
        return gone;
    }

    /**
     * Takes a sign-in that the store did not.
     *
     * @param before what the store holds of this user instead; null for nothing
     * @param asked whether a person could be asked to unlock the store: not while others have to wait
     * @param isDefault whether a request that names no user gets this user
     */
    synchronized void take(
            StoredUser user, @Nullable StoredUser before, StoreUnavailable problem, boolean asked, boolean isDefault) {
        String sub = user.user().id();
        PendingSave earlier = offers.get(sub);
        PendingSave offer = earlier == null
                ? new PendingSave(before, Set.of(), false, again(problem, asked), problem).madeFrom(before)
                // What the store holds is what it held when it first refused.
                : earlier.postponed(again(problem, asked), problem);
        offers.put(sub, offer.madeFrom(memory.roster().user(sub).orElse(null)));
        memory.change(roster -> isDefault ? roster.withDefault(user) : roster.with(user));
    }

    /** As {@link #take}, from another process. */
    synchronized void takeOver(StoredUser user, StoredUser before, StoreUnavailable problem) {
        take(user, before, problem, false, false);
        offers.computeIfPresent(user.user().id(), (sub, offer) -> offer.takenOver());
    }

    /**
     * Takes a declined sign-in, in place of those declined before.
     *
     * @return the sign-ins declined before, which were removed
     */
    synchronized List<StoredUser> keepDeclined(StoredUser user) {
        List<StoredUser> gone = giveWayTo(user.user().id());
        memory.change(roster -> roster.withDefault(user));
        return gone;
    }

    /**
     * Puts a refreshed sign-in back to the store or memory that holds it, under its lock.
     *
     * @throws InteractionRequired when the user has signed out meanwhile
     */
    void putRenewed(AccountStore home, StoredUser user) throws GrantException, InterruptedException {
        if (home != memory) {
            home.putUser(user);
            forget(user.user().id());
            return;
        }
        synchronized (this) {
            if (!has(user.user().id())) {
                throw new InteractionRequired("You have been signed out. Please sign in again.");
            }
            StoredUser earlier = memory.roster().user(user.user().id()).orElse(null);
            offers.computeIfPresent(user.user().id(), (sub, offer) -> offer.madeFrom(earlier));
            memory.putUser(user);
        }
    }

    /**
     * Where a sign-in is renewed from that memory holds: there, unless the store holds another by now, which somebody else
     * stored and which wins. Under the locks of both.
     */
    AccountStore settle(String sub) throws GrantException, InterruptedException {
        StoredUser stored;
        try {
            stored = store.getUser(sub).orElse(null);
        } catch (StoreUnavailable unreadable) {
            return memory;
        }
        synchronized (this) {
            StoredUser user = memory.roster().user(sub).orElse(null);
            PendingSave offer = offers.get(sub);
            if (user == null) return store;
            if (offer == null || offer.supersedes(stored, user)) return memory;
            forget(sub);
            return store;
        }
    }

    /** Whether the store is to take this user from memory. */
    synchronized boolean isPending(String sub) {
        return offers.containsKey(sub);
    }

    /** Offers the store again what it did not take, if it is time to. Afterwards either the store or memory has it. */
    void retrySave() throws InterruptedException {
        // Nothing is, at nearly every call, and those of many threads must not wait for each other to see it.
        if (offers.isEmpty()) return;
        for (String sub : due()) {
            try {
                memory.exclusively(Duration.ZERO, () -> offer(sub));
            } catch (GrantException busy) {
                // A refresh holds the lock at this moment. The store is offered the sign-in again the next time.
            }
        }
    }

    private synchronized List<String> due() {
        if (offers.isEmpty()) return List.of();
        Instant now = clock.instant();
        return offers.entrySet().stream()
                .filter(offer -> !now.isBefore(offer.getValue().again()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private String offer(String sub) throws InterruptedException {
        PendingSave offered = offer(sub, clock.instant());
        StoredUser user = memory.roster().user(sub).orElse(null);
        if (offered == null || user == null) return sub;
        try {
            store.exclusively(patience, () -> {
                boolean fits = offered.supersedes(store.getUser(sub).orElse(null), user);
                if (fits) store.change(roster -> roster.hasDefault() ? roster.with(user) : roster.withDefault(user));
                return user;
            });
            forget(sub);
        } catch (StoreUnavailable problem) {
            postpone(sub, problem);
        } catch (GrantException impossible) {
            throw new IllegalStateException(impossible);
        }
        return sub;
    }

    private synchronized @Nullable PendingSave offer(String sub, Instant now) {
        PendingSave offer = offers.get(sub);
        return offer == null || now.isBefore(offer.again()) ? null : offer;
    }

    private synchronized void postpone(String sub, StoreUnavailable problem) {
        offers.computeIfPresent(sub, (key, offer) -> offer.postponed(again(problem, true), problem));
    }

    private Instant again(StoreUnavailable problem, boolean asked) {
        return switch (problem.reason()) {
            case LOCKED -> asked ? clock.instant().plus(PAUSE) : Instant.MIN;
            case ABSENT, TIMED_OUT, BUSY, FAILED -> clock.instant().plus(PAUSE);
            case DISMISSED, DENIED, TOO_LARGE, CORRUPT, ELSEWHERE -> Instant.MAX;
        };
    }
}
