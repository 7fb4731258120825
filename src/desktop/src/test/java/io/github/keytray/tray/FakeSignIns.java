package io.github.keytray.tray;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.User;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.IndexedUsers;
import io.github.keytray.preauth.JournalEntry;
import io.github.keytray.preauth.SignInState;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.preauth.StoredSignIn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Sign-ins that are what a test says, and that note what is asked of them. */
public final class FakeSignIns implements SignIns {
    private static final Instant DAY = Instant.parse("2026-11-24T00:00:00Z");

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<StoredSignIn> all = new CopyOnWriteArrayList<>();
    private final List<JournalEntry> journal = new CopyOnWriteArrayList<>();
    private final List<IndexedUser> declined = new CopyOnWriteArrayList<>();
    private volatile @Nullable StoreUnavailable problem;
    private volatile boolean paused;

    public static StoredSignIn kept(String issuer, String clientId, String username, SignInState state) {
        String application = clientId.equals("orders-desktop") ? "Acme Orders" : null;
        return new StoredSignIn(
                IndexedUsers.ofDefault(new Account(issuer, clientId), user(username), application, DAY), state);
    }

    private static User user(String username) {
        return new User("sub-" + username, username);
    }

    public FakeSignIns with(StoredSignIn signIn) {
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
        declined.add(IndexedUsers.declined(new Account(issuer, clientId), user(username), null, DAY));
        return this;
    }

    void fails(@Nullable StoreUnavailable problem) {
        this.problem = problem;
        tell();
    }

    public void tell() {
        listeners.forEach(Listener::changed);
    }

    public void ends(StoredSignIn signIn) {
        with(signIn);
        listeners.forEach(listener -> listener.signInNeeded(signIn));
        tell();
    }

    @Override
    public List<StoredSignIn> all() {
        return new ArrayList<>(all);
    }

    @Override
    public Optional<StoreUnavailable> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public Set<String> requestedScopes(Account account, User user) {
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

    private <T> CompletableFuture<T> done(String what, StoredSignIn signIn, T result) {
        asked.add(what + " " + signIn.user().username());
        return CompletableFuture.completedFuture(result);
    }

    @Override
    public CompletableFuture<StoredSignIn> refresh(StoredSignIn signIn) {
        return done("refresh", signIn, signIn);
    }

    @Override
    public void reload() {
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
    public CompletableFuture<Optional<GrantException>> signOut(StoredSignIn signIn) {
        all.remove(signIn);
        tell();
        return done("signOut", signIn, Optional.empty());
    }

    @Override
    public CompletableFuture<StoredSignIn> makeDefault(StoredSignIn signIn) {
        return done("makeDefault", signIn, signIn);
    }

    @Override
    public List<IndexedUser> declined() {
        return declined;
    }

    @Override
    public CompletableFuture<IndexedUser> forgetDeclined(IndexedUser entry) {
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
