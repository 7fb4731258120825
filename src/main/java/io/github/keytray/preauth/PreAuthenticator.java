package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.User;
import io.github.keytray.broker.Desk;
import io.github.keytray.broker.Question;
import io.github.keytray.broker.Reply;
import io.github.keytray.keychain.AccountIndex;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.oauth.Provider;
import io.github.keytray.preauth.Freshness.Concern;
import io.github.keytray.preauth.JournalEntry.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Keeps every sign-in fresh: looks every minute who is signed in, renews what is due, does as the person says, and answers
 * applications. It has no thread of its own: {@link #tick} is called by a {@link Heart}, or by a test that makes time pass.
 */
public final class PreAuthenticator implements SignIns, Desk {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(50);

    private final Vault vault;
    private final Herald herald;
    private final Roll roll;
    private final Renewal renewal;
    private final Surroundings surroundings;
    private final Executor workers;
    private final Time time;
    private volatile Runnable alarm = () -> {};
    private volatile boolean asked;
    private volatile boolean looking;
    private volatile boolean paused;
    private volatile long nextLook;
    private volatile int blindLooks;

    /** @param workers runs what blocks */
    PreAuthenticator(
            Vault vault, Journal journal, Network network, RandomGenerator random, Executor workers, Time time) {
        this.vault = vault;
        this.herald = new Herald(journal, time.clock());
        this.roll = new Roll(vault, new Timetable(random), time, herald);
        this.renewal = new Renewal(herald, this::lookAgain);
        this.surroundings = new Surroundings(network, time.now(), time.nanos());
        this.workers = workers;
        this.time = time;
        this.nextLook = time.nanos();
    }

    /** Has this called, on any thread, when something is due earlier than {@link #tick} said. To return soon. */
    void wake(Runnable alarm) {
        this.alarm = alarm;
    }

    /**
     * The one for a keychain. It does nothing yet: a {@link Heart} makes it.
     *
     * @param providers makes the provider of an issuer, reached as it has to be
     * @param journal the file of the journal
     * @param workers runs what blocks: the keychain, the network, the file
     * @param complain told, in a sentence, what does not work and is done without
     */
    public static PreAuthenticator of(
            Keychain keychain,
            Function<String, Provider> providers,
            Path journal,
            Executor workers,
            InstantSource clock,
            Consumer<String> complain) {
        return new PreAuthenticator(
                new KeychainVault(keychain, providers, clock),
                new Journal(journal, workers, complain),
                Network::ofThisMachine,
                new Random(),
                workers,
                new Time(clock, System::nanoTime));
    }

    /**
     * Has done what is due by now. Does not block; for one thread.
     *
     * @return how long nothing else is due
     */
    Duration tick() {
        notice();
        if (untilLook() == 0) {
            asked = false;
            looking = true;
            workers.execute(this::look);
        }
        long next = untilLook();
        if (!paused && roll.problem().isEmpty()) {
            for (Watched one : roll.all()) {
                if (one.untilDue() == 0 && one.begin()) workers.execute(() -> renewal.inTime(one));
                next = Math.min(next, one.untilDue());
            }
        }
        return Duration.ofNanos(next);
    }

    /** Whoever asks during a look may have come too late for it: another follows, and its end wakes for that. */
    private long untilLook() {
        if (looking) return Long.MAX_VALUE;
        return asked ? 0 : Math.max(0, nextLook - time.nanos());
    }

    private void notice() {
        boolean slept = surroundings.haveSlept(time.now(), time.nanos());
        boolean connected = surroundings.haveNewNetwork(roll.all().stream().anyMatch(Watched::isTroubled));
        if (slept) herald.note(null, Event.WOKE, "");
        if (connected) herald.note(null, Event.NETWORK, "");
        if (slept) lookAgain();
        for (Watched one : roll.all()) {
            if (slept || (connected && one.isTroubled())) one.replan();
        }
    }

    /** Who is signed in? */
    private void look() {
        try {
            roll.found(vault.entries());
        } catch (StoreUnavailable e) {
            roll.lost(e);
        } catch (GrantException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            blindLooks = roll.problem().isPresent() ? Math.min(blindLooks + 1, 6) : 0;
            Duration wait = blindLooks == 0 ? BETWEEN_LOOKS : Duration.ofSeconds(1L << blindLooks);
            nextLook = time.nanos() + wait.toNanos();
            looking = false;
            alarm.run();
        }
        herald.tell();
    }

    @Override
    public Reply answer(Question question) {
        Watched one = roll.of(question.account(), question.sub()).orElse(null);
        if (one == null) return Reply.None.UNKNOWN;
        Reply reply = one.answer(question);
        if (reply != Reply.None.PENDING) return reply;
        if (paused || roll.problem().isPresent()) return Reply.None.UNAVAILABLE;
        if (one.begin()) workers.execute(() -> renewal.inTime(one));
        return reply;
    }

    @Override
    public void changed(Account account) {
        roll.all().stream().filter(one -> one.entry().account().equals(account)).forEach(Watched::distrust);
        lookAgain();
    }

    @Override
    public String status() {
        return StatusLine.of(true, problem().map(StoreUnavailable::getMessage).orElse(null), all());
    }

    @Override
    public List<KeptSignIn> all() {
        List<KeptSignIn> all = new ArrayList<>();
        for (Watched one : roll.all()) {
            KeptSignIn signIn = one.snapshot();
            boolean told = signIn.freshness().concern() == Concern.PERSON;
            all.add(paused && !told ? new KeptSignIn(signIn.entry(), new Freshness.Paused()) : signIn);
        }
        return all;
    }

    @Override
    public Optional<StoreUnavailable> problem() {
        return roll.problem();
    }

    @Override
    public Set<String> askedFor(Account account, User user) {
        return roll.of(account, user.id()).map(Watched::askedFor).orElse(Set.of());
    }

    @Override
    public boolean isPaused() {
        return paused;
    }

    @Override
    public List<JournalEntry> journal() {
        return herald.journal();
    }

    @Override
    public CompletableFuture<KeptSignIn> refresh(KeptSignIn signIn) {
        Watched one = roll.of(signIn.entry()).orElse(null);
        if (one == null) return CompletableFuture.completedFuture(signIn);
        if (!one.begin()) return CompletableFuture.completedFuture(one.snapshot());
        return inBackground(() -> {
            renewal.run(one, true);
            return one.snapshot();
        });
    }

    @Override
    public void lookAgain() {
        asked = true;
        alarm.run();
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
        if (paused == on) return;
        paused = on;
        herald.note(null, on ? Event.PAUSED : Event.RESUMED, "");
        herald.tell();
        alarm.run();
    }

    @Override
    public CompletableFuture<Optional<GrantException>> signOut(KeptSignIn signIn) {
        return inBackground(() -> {
            Optional<GrantException> notRevoked = vault.open(signIn.account()).signOut(signIn.user());
            roll.remove(
                    signIn.entry(), notRevoked.map(GrantException::getMessage).orElse(""));
            herald.tell();
            return notRevoked;
        });
    }

    @Override
    public CompletableFuture<KeptSignIn> makeDefault(KeptSignIn signIn) {
        return inBackground(() -> {
            vault.open(signIn.account()).makeDefault(signIn.user());
            look();
            return roll.of(signIn.entry()).map(Watched::snapshot).orElse(signIn);
        });
    }

    @Override
    public List<AccountIndex.Entry> declined() {
        return roll.declined();
    }

    @Override
    public CompletableFuture<AccountIndex.Entry> forgetDeclined(AccountIndex.Entry declined) {
        return inBackground(() -> {
            vault.open(declined.account()).forgetDeclined(declined.user());
            look();
            return declined;
        });
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
        herald.listeners().add(listener);
    }

    @Override
    public void removeListener(Listener listener) {
        herald.listeners().remove(listener);
    }
}
