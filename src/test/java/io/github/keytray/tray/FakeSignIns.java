package io.github.keytray.tray;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.User;
import io.github.keytray.keychain.AccountIndex;
import io.github.keytray.keychain.AccountIndex.Standing;
import io.github.keytray.preauth.Freshness;
import io.github.keytray.preauth.JournalEntry;
import io.github.keytray.preauth.KeptSignIn;
import io.github.keytray.preauth.SignIns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Sign-ins that are what a test says, and that note what is asked of them. */
final class FakeSignIns implements SignIns {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<KeptSignIn> all = new CopyOnWriteArrayList<>();
    private final List<JournalEntry> journal = new CopyOnWriteArrayList<>();
    private final List<AccountIndex.Entry> declined = new CopyOnWriteArrayList<>();
    private volatile @Nullable StoreUnavailable problem;
    private volatile boolean paused;

    static KeptSignIn kept(String issuer, String clientId, String username, Freshness freshness) {
        return new KeptSignIn(entry(issuer, clientId, username, Standing.DEFAULT), freshness);
    }

    static AccountIndex.Entry entry(String issuer, String clientId, String username, Standing standing) {
        return new AccountIndex.Entry(
                new Account(issuer, clientId),
                new User("sub-" + username, username),
                clientId.equals("orders-desktop") ? "Acme Orders" : null,
                Instant.parse("2026-11-24T00:00:00Z"),
                standing);
    }

    FakeSignIns with(KeptSignIn signIn) {
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).entry().equals(signIn.entry())) continue;
            all.set(i, signIn);
            return this;
        }
        all.add(signIn);
        return this;
    }

    FakeSignIns noted(JournalEntry entry) {
        journal.add(0, entry);
        return this;
    }

    FakeSignIns declinedBy(String issuer, String clientId, String username) {
        declined.add(entry(issuer, clientId, username, Standing.DECLINED));
        return this;
    }

    void fails(@Nullable StoreUnavailable problem) {
        this.problem = problem;
        tell();
    }

    void tell() {
        listeners.forEach(Listener::changed);
    }

    void ends(KeptSignIn signIn) {
        with(signIn);
        listeners.forEach(listener -> listener.signInNeeded(signIn));
        tell();
    }

    @Override
    public List<KeptSignIn> all() {
        return new ArrayList<>(all);
    }

    @Override
    public Optional<StoreUnavailable> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public Set<String> askedFor(Account account, User user) {
        return Set.of();
    }

    @Override
    public boolean isPaused() {
        return paused;
    }

    @Override
    public List<JournalEntry> journal() {
        return journal;
    }

    private <T> CompletableFuture<T> done(String what, KeptSignIn signIn, T result) {
        asked.add(what + " " + signIn.user().username());
        return CompletableFuture.completedFuture(result);
    }

    @Override
    public CompletableFuture<KeptSignIn> refresh(KeptSignIn signIn) {
        return done("refresh", signIn, signIn);
    }

    @Override
    public void lookAgain() {
        asked.add("lookAgain");
    }

    @Override
    public void unlock() {
        asked.add("unlock");
    }

    @Override
    public void pause() {
        paused = true;
        tell();
    }

    @Override
    public void resume() {
        paused = false;
        tell();
    }

    @Override
    public CompletableFuture<Optional<GrantException>> signOut(KeptSignIn signIn) {
        all.remove(signIn);
        tell();
        return done("signOut", signIn, Optional.empty());
    }

    @Override
    public CompletableFuture<KeptSignIn> makeDefault(KeptSignIn signIn) {
        return done("makeDefault", signIn, signIn);
    }

    @Override
    public List<AccountIndex.Entry> declined() {
        return declined;
    }

    @Override
    public CompletableFuture<AccountIndex.Entry> forgetDeclined(AccountIndex.Entry entry) {
        asked.add("forgetDeclined " + entry.user().username());
        declined.remove(entry);
        return CompletableFuture.completedFuture(entry);
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
