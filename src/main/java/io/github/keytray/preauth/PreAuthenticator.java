package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.keychain.AccountIndex;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.preauth.Freshness.Concern;
import io.github.keytray.preauth.JournalEntry.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every sign-in fresh: looks every minute who is signed in, renews what is due, and does as the person says. It has
 * no thread of its own: {@link #tick} is called by a {@link Heart}, or by a test that makes time pass.
 */
public final class PreAuthenticator implements SignIns {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(50);

    private final Vault vault;
    private final Journal journal;
    private final Timetable timetable;
    private final Executor workers;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<Key, Watched> watched = new LinkedHashMap<>();
    private @Nullable StoreUnavailable problem;
    private boolean looking;
    private boolean paused;
    private long nextLook;

    private record Key(Account account, String sub) {
        static Key of(AccountIndex.Entry entry) {
            return new Key(entry.account(), entry.user().id());
        }
    }

    /**
     * @param workers runs what blocks
     * @param nanoTime nanoseconds that only ever pass, as {@link System#nanoTime}
     */
    PreAuthenticator(
            Vault vault,
            Journal journal,
            RandomGenerator random,
            Executor workers,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.vault = vault;
        this.journal = journal;
        this.timetable = new Timetable(random);
        this.workers = workers;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.nextLook = nanoTime.getAsLong();
    }

    /** The one for a keychain. It does nothing yet: a {@link Heart} makes it. */
    public static PreAuthenticator of(Keychain keychain, Executor workers, InstantSource clock) {
        return new PreAuthenticator(
                new KeychainVault(keychain, clock),
                new Journal(),
                RandomGenerator.getDefault(),
                workers,
                clock,
                System::nanoTime);
    }

    /**
     * Has done what is due by now. Does not block.
     *
     * @return how long nothing else is due
     */
    Duration tick() {
        List<Runnable> jobs = new ArrayList<>();
        long next;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (nextLook - now <= 0 && !looking) {
                looking = true;
                jobs.add(this::look);
            }
            if (!paused && problem == null) {
                for (Watched one : watched.values()) {
                    if (one.isBusy() || one.due() - now > 0) continue;
                    one.begin(now);
                    jobs.add(() -> inTime(one));
                }
            }
            next = untilNext(now);
        }
        jobs.forEach(workers::execute);
        return Duration.ofNanos(next);
    }

    private long untilNext(long now) {
        long next = Math.max(0, nextLook - now);
        if (paused || problem != null) return next;
        for (Watched one : watched.values()) {
            if (!one.isBusy() && one.due() != Long.MAX_VALUE) next = Math.min(next, Math.max(0, one.due() - now));
        }
        return next;
    }

    /** Who is signed in? */
    private void look() {
        try {
            found(vault.entries());
        } catch (GrantException e) {
            lost(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                looking = false;
                nextLook = nanoTime.getAsLong() + BETWEEN_LOOKS.toNanos();
            }
        }
        tell();
    }

    private synchronized void found(List<AccountIndex.Entry> entries) {
        problem = null;
        long now = nanoTime.getAsLong();
        Map<Key, Watched> before = new LinkedHashMap<>(watched);
        watched.clear();
        for (AccountIndex.Entry entry : entries) {
            Key key = Key.of(entry);
            Watched one = before.remove(key);
            if (one == null) {
                one = new Watched(entry, vault.open(entry.account()), timetable, now);
                note(entry, Event.SIGNED_IN, "");
            }
            one.update(entry);
            // Somebody may have signed in again, without any change to the list.
            if (one.hasEnded()) one.dueAt(now);
            watched.put(key, one);
        }
        before.values().forEach(gone -> note(gone.entry(), Event.SIGNED_OUT, ""));
    }

    private synchronized void lost(GrantException e) {
        if (!(e instanceof StoreUnavailable unavailable)) throw new IllegalStateException(e);
        if (problem == null || problem.reason() != unavailable.reason()) note(null, Event.KEYCHAIN, e.getMessage());
        problem = unavailable;
    }

    private void inTime(Watched one) {
        try {
            run(one, false);
        } catch (GrantException noted) {
            // Its state says so, and when it is tried again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Works on one sign-in: reads it, and renews it unless somebody else has. */
    private void run(Watched one, boolean atOnce) throws GrantException, InterruptedException {
        try {
            work(one, atOnce);
        } catch (GrantException e) {
            failed(one, e);
            throw e;
        } finally {
            synchronized (this) {
                one.end();
            }
            tell();
        }
    }

    private void work(Watched one, boolean atOnce) throws GrantException, InterruptedException {
        User user = one.entry().user();
        if (isUnkept(one)) {
            renewed(one, one.compartment().keep(user), false);
            if (!atOnce) return;
        }
        StoredUser kept = one.compartment().read(user).orElse(null);
        if (kept == null) {
            // Signed out a moment ago: the next look finds it gone.
            lookAgain();
            return;
        }
        synchronized (this) {
            boolean news = one.isNews(kept);
            if (news) one.place(kept, clock.instant(), nanoTime.getAsLong());
            if (!atOnce && (news || one.hasEnded())) return;
            one.renewing();
        }
        tell();
        renewed(one, one.compartment().renew(user), true);
    }

    private synchronized boolean isUnkept(Watched one) {
        return one.isUnkept();
    }

    private synchronized void renewed(Watched one, Vault.Renewed renewed, boolean isNews) {
        Instant now = clock.instant();
        long nanos = nanoTime.getAsLong();
        one.place(renewed.user(), now, nanos);
        if (isNews) note(one.entry(), Event.RENEWED, "");
        if (renewed.notKept() == null) return;
        one.unkept(renewed.notKept(), now, nanos);
        note(one.entry(), Event.KEYCHAIN, renewed.notKept().getMessage());
    }

    private void failed(Watched one, GrantException problem) {
        KeptSignIn ended;
        synchronized (this) {
            boolean hadEnded = one.hasEnded();
            one.failed(problem, clock.instant(), nanoTime.getAsLong());
            boolean ends = one.hasEnded() && !hadEnded;
            note(one.entry(), ends ? Event.ENDED : Event.FAILED, problem.getMessage());
            ended = ends ? one.snapshot() : null;
        }
        if (ended != null) listeners.forEach(listener -> listener.signInNeeded(ended));
    }

    private synchronized KeptSignIn snapshot(Watched one) {
        return one.snapshot();
    }

    private void note(AccountIndex.@Nullable Entry entry, Event event, String detail) {
        journal.add(new JournalEntry(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                entry == null ? null : entry.account(),
                entry == null ? null : entry.user().username(),
                event,
                detail));
    }

    private void tell() {
        listeners.forEach(Listener::changed);
    }

    @Override
    public synchronized List<KeptSignIn> all() {
        return watched.values().stream()
                .map(Watched::snapshot)
                .map(one -> paused && one.freshness().concern() != Concern.PERSON
                        ? new KeptSignIn(one.entry(), new Freshness.Paused())
                        : one)
                .toList();
    }

    @Override
    public synchronized Optional<StoreUnavailable> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public synchronized boolean isPaused() {
        return paused;
    }

    @Override
    public List<JournalEntry> journal() {
        return journal.entries();
    }

    @Override
    public CompletableFuture<KeptSignIn> refresh(KeptSignIn signIn) {
        Watched one;
        synchronized (this) {
            one = watched.get(Key.of(signIn.entry()));
            if (one == null) return CompletableFuture.completedFuture(signIn);
            if (one.isBusy()) return CompletableFuture.completedFuture(one.snapshot());
            one.begin(nanoTime.getAsLong());
        }
        return inBackground(() -> {
            run(one, true);
            return snapshot(one);
        });
    }

    @Override
    public synchronized void lookAgain() {
        nextLook = nanoTime.getAsLong();
    }

    @Override
    public void unlock() {
        inBackground(() -> {
            vault.unlock();
            lookAgain();
            return this;
        });
    }

    @Override
    public void pause() {
        pause(true);
    }

    @Override
    public void resume() {
        pause(false);
    }

    private void pause(boolean on) {
        synchronized (this) {
            if (paused == on) return;
            paused = on;
            note(null, Event.PAUSED, on ? "Paused." : "Resumed.");
        }
        tell();
    }

    @Override
    public CompletableFuture<Optional<GrantException>> signOut(KeptSignIn signIn) {
        return inBackground(() -> {
            Optional<GrantException> notRevoked = vault.open(signIn.account()).signOut(signIn.user());
            synchronized (this) {
                watched.remove(Key.of(signIn.entry()));
                note(
                        signIn.entry(),
                        Event.SIGNED_OUT,
                        notRevoked.map(GrantException::getMessage).orElse(""));
            }
            tell();
            return notRevoked;
        });
    }

    @Override
    public CompletableFuture<KeptSignIn> makeDefault(KeptSignIn signIn) {
        return CompletableFuture.completedFuture(signIn);
    }

    @Override
    public List<AccountIndex.Entry> declined() {
        return List.of();
    }

    @Override
    public CompletableFuture<AccountIndex.Entry> forgetDeclined(AccountIndex.Entry declined) {
        return CompletableFuture.completedFuture(declined);
    }

    private <T> CompletableFuture<T> inBackground(AccountStore.Work<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        workers.execute(() -> {
            try {
                done.complete(work.run());
            } catch (GrantException | InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    @Override
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }
}
