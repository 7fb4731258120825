package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.broker.BrokerHandler;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import io.github.keytray.preauth.JournalEntry.Event;
import io.github.keytray.preauth.SignInState.Attention;
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
 * Keeps every sign-in fresh: reads the list of sign-ins every minute, refreshes those that are due, does what the user
 * asks for, and answers applications. It has no thread of its own: {@link #tick} is called by a {@link
 * RefreshScheduler}, or by a test with its own clock.
 */
public final class PreAuthenticator implements SignIns, BrokerHandler {
    /** Until the network is looked at again while a sign-in waits for it. */
    private static final Duration NETWORK_LOOK = Duration.ofSeconds(5);

    private final SignInStore store;
    private final SignInEvents events;
    private final SignInRegistry registry;
    private final RegistryReader reader;
    private final RefreshTask refreshTask;
    private final BrokerAnswers answers;
    private final SignOuts signOuts;
    private final SystemChangeDetector systemChanges;
    private final Executor workers;
    private final ProviderQueues queues;
    private final Clocks time;
    private volatile Runnable alarm = () -> {};
    private volatile boolean paused;

    /** @param workers runs what blocks */
    PreAuthenticator(
            SignInStore store,
            Journal journal,
            LocalAddresses network,
            RandomGenerator random,
            Executor workers,
            Clocks time) {
        this.store = store;
        this.events = new SignInEvents(journal, time.clock());
        this.registry = new SignInRegistry(store, new RefreshTiming(random), time, events);
        this.reader = new RegistryReader(store, registry, events, time);
        this.refreshTask = new RefreshTask(events, reader::request, () -> alarm.run());
        this.systemChanges = new SystemChangeDetector(network, time.now(), time.nanos());
        this.workers = workers;
        this.queues = new ProviderQueues(workers);
        this.time = time;
        this.answers = new BrokerAnswers(registry, reader, refreshTask, queues, () -> alarm.run());
        this.signOuts = new SignOuts(store, registry, events, workers, queues);
    }

    /** Has this called, on any thread, when something is due earlier than {@link #tick} said. To return soon. */
    void wake(Runnable alarm) {
        this.alarm = alarm;
        reader.wake(alarm);
    }

    /**
     * The one for a keychain. It does nothing yet: a {@link RefreshScheduler} makes it.
     *
     * @param providers makes the provider of an issuer, reached as it has to be
     * @param clients the client of an account, with what proves who it is and is not in the keychain
     * @param journal the file of the journal
     * @param workers runs what blocks: the keychain, the network, the file
     * @param complain told, in a sentence, what does not work and is done without
     */
    public static PreAuthenticator of(
            Keychain keychain,
            Function<String, Provider> providers,
            Function<Account, Client> clients,
            Path journal,
            Executor workers,
            InstantSource clock,
            Consumer<String> complain) {
        return new PreAuthenticator(
                new KeychainSignInStore(keychain, providers, clients, clock),
                new Journal(journal, workers, complain),
                LocalAddresses::ofThisMachine,
                new Random(),
                workers,
                new Clocks(clock, System::nanoTime));
    }

    /**
     * Has done what is due by now. Does not block; for one thread.
     *
     * @return how long nothing else is due
     */
    Duration tick() {
        boolean isWaiting = notice();
        reader.lookIfDue(workers);
        long next = isWaiting ? Math.min(reader.untilLook(), NETWORK_LOOK.toNanos()) : reader.untilLook();
        if (!paused && registry.problem().isEmpty()) {
            for (ManagedSignIn one : registry.all()) {
                if (one.untilDue() == 0 && one.begin()) queues.execute(one.issuer(), () -> refreshTask.runQuietly(one));
                next = Math.min(next, one.untilDue());
            }
        }
        return Duration.ofNanos(next);
    }

    /**
     * Has each provider told at once of the sign-outs that wait for it: the process ends, and what was deleted could not be
     * revoked afterwards. Does not block.
     */
    public void end() {
        signOuts.end();
    }

    /** Waits until the providers have answered that; returns false where it takes longer. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return signOuts.awaitEnd(patience);
    }

    /** Whether the keychain has not stored something that was renewed: the end of the process would lose it. */
    public boolean holdsUnsavedTokens() {
        return registry.all().stream().anyMatch(ManagedSignIn::hasUnsavedToken);
    }

    /** Whether nothing is known of the sign-ins but what is stored: each has a valid token, and none is being renewed. */
    public boolean isCalm() {
        return !paused
                && registry.problem().isEmpty()
                && !holdsUnsavedTokens()
                && all().stream().allMatch(one -> one.state() instanceof SignInState.Valid);
    }

    /** Notices a sleep and another network; returns whether a sign-in waits for the network. */
    private boolean notice() {
        boolean slept = systemChanges.detectSleep(time.now(), time.nanos());
        boolean connected =
                systemChanges.detectNewNetwork(registry.all().stream().anyMatch(ManagedSignIn::hasProblem));
        if (slept) events.note(null, Event.WOKE, "");
        if (connected) events.note(null, Event.NETWORK, "");
        if (slept) reader.request();
        for (ManagedSignIn one : registry.all()) {
            if (slept || (connected && one.hasProblem())) one.reschedule();
        }
        return !paused && registry.all().stream().anyMatch(ManagedSignIn::isOffline);
    }

    @Override
    public BrokerResponse answer(BrokerRequest question) {
        return answers.to(question, paused);
    }

    @Override
    public void changed(Account account) {
        answers.changed(account);
    }

    @Override
    public boolean keep(Account account, StoredUser user) {
        return answers.keep(account, user);
    }

    @Override
    public String status() {
        return StatusJson.of(true, problem().map(StoreUnavailable::getMessage).orElse(null), all());
    }

    @Override
    public List<StoredSignIn> all() {
        List<StoredSignIn> all = new ArrayList<>();
        for (ManagedSignIn one : registry.all()) {
            StoredSignIn signIn = one.snapshot();
            boolean told = signIn.state().attention() == Attention.PERSON;
            all.add(paused && !told ? new StoredSignIn(signIn.entry(), new SignInState.Paused()) : signIn);
        }
        return all;
    }

    @Override
    public Optional<StoreUnavailable> problem() {
        return registry.problem();
    }

    @Override
    public Set<String> requestedScopes(Account account, User user) {
        return registry.of(account, user.id())
                .map(ManagedSignIn::requestedScopes)
                .orElse(Set.of());
    }

    @Override
    public boolean isPaused() {
        return paused;
    }

    @Override
    public List<JournalEntry> journal() {
        return events.journal();
    }

    @Override
    public CompletableFuture<StoredSignIn> refresh(StoredSignIn signIn) {
        ManagedSignIn one = registry.of(signIn.entry()).orElse(null);
        if (one == null) return CompletableFuture.completedFuture(signIn);
        if (!one.begin()) return CompletableFuture.completedFuture(one.snapshot());
        return BackgroundWork.start(work -> queues.executeFirst(one.issuer(), work), () -> {
            refreshTask.run(one, true);
            return one.snapshot();
        });
    }

    @Override
    public void reload() {
        reader.request();
    }

    @Override
    public void unlock() {
        BackgroundWork.start(workers, () -> {
            store.unlock();
            reload();
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
        events.note(null, on ? Event.PAUSED : Event.RESUMED, "");
        events.tell();
        alarm.run();
    }

    @Override
    public CompletableFuture<Optional<GrantException>> signOut(StoredSignIn signIn) {
        return signOuts.of(signIn);
    }

    @Override
    public CompletableFuture<StoredSignIn> makeDefault(StoredSignIn signIn) {
        return BackgroundWork.start(workers, () -> {
            store.open(signIn.account()).makeDefault(signIn.user());
            reader.look();
            return registry.of(signIn.entry()).map(ManagedSignIn::snapshot).orElse(signIn);
        });
    }

    @Override
    public List<IndexedUser> declined() {
        return registry.declined();
    }

    @Override
    public CompletableFuture<IndexedUser> forgetDeclined(IndexedUser declined) {
        return BackgroundWork.start(workers, () -> {
            store.open(declined.account()).forgetDeclined(declined.user());
            reader.look();
            return declined;
        });
    }

    @Override
    public void addListener(Listener listener) {
        events.listeners().add(listener);
    }

    @Override
    public void removeListener(Listener listener) {
        events.listeners().remove(listener);
    }
}
