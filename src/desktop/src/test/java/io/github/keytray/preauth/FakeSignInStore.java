package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.IndexedUsers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A keychain and a provider in memory, which fail when they are told to, and count what they are asked. */
final class FakeSignInStore implements SignInStore {
    /** A provider that does not answer. */
    static final String DEAF = "https://deaf.example";

    private final InstantSource clock;
    private final Duration life;
    private final Map<Account, StoredUser> kept = Collections.synchronizedMap(new LinkedHashMap<>());
    final List<Instant> renewals = new ArrayList<>();
    /** The access tokens that a provider was sent for revocation. */
    final Set<String> sentForRevocation = ConcurrentHashMap.newKeySet();

    int reads;
    boolean keepsWhatWasRefused;

    @Nullable
    StoredUser takenOver;

    int unlocks;

    /** What the provider does instead of renewing. */
    @Nullable
    GrantException outage;

    /** What happens while the list is read, too late to be in it; once. */
    @Nullable
    Runnable meanwhile;

    /** What a revocation runs into. */
    @Nullable
    Error bug;

    GrantException.@Nullable StoreUnavailable locked;
    GrantException.@Nullable StoreUnavailable takesNothing;

    FakeSignInStore(InstantSource clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    /** An account that somebody signed in to just now. */
    Account signIn(String name) {
        return signIn(name, token(name + "-0"));
    }

    Account signIn(String name, @Nullable Token token) {
        return signIn(new Account("https://login.acme.example", name), name, token);
    }

    Account signIn(Account account, String name, @Nullable Token token) {
        kept.put(account, new StoredUser(new User("sub-" + name, name), token));
        return account;
    }

    /** The provider has ended it, and an application has noted that. */
    void end(Account account) {
        kept.computeIfPresent(
                account,
                (key, user) -> new StoredUser(
                        user.user(), user.token() == null ? null : user.token().withoutRefreshToken(), true));
    }

    boolean hasOnly(Account account) {
        return kept.keySet().equals(Set.of(account));
    }

    void signOut(Account account) {
        kept.remove(account);
    }

    @Nullable
    Token token(Account account) {
        StoredUser user = kept.get(account);
        return user == null ? null : user.token();
    }

    Token token(String secret) {
        Instant now = clock.instant();
        return new Token(
                secret, "Bearer", "refresh-" + secret, null, Set.of("openid"), Set.of("openid"), now, now.plus(life));
    }

    @Override
    public List<IndexedUser> entries() throws GrantException {
        check();
        List<IndexedUser> entries = new ArrayList<>();
        kept.forEach((account, user) ->
                entries.add(IndexedUsers.ofDefault(account, user.user(), "Orders", clock.instant())));
        Runnable late = meanwhile;
        meanwhile = null;
        if (late != null) late.run();
        return entries;
    }

    @Override
    public void unlock() {
        unlocks++;
        locked = null;
    }

    private void check() throws GrantException {
        if (locked != null) throw locked;
    }

    @Override
    public StoredAccount open(Account account) {
        return new StoredAccount() {
            @Override
            public Optional<StoredUser> read(User user) throws GrantException {
                check();
                reads++;
                return Optional.ofNullable(kept.get(account));
            }

            @Override
            public RefreshResult refresh(User user) throws GrantException {
                check();
                renewals.add(clock.instant());
                Token before = token(account);
                if (before == null || before.refreshToken() == null) throw new InteractionRequired("Sign in.");
                if (outage instanceof InteractionRequired && !keepsWhatWasRefused) {
                    kept.put(account, new StoredUser(user, before.withoutRefreshToken()));
                }
                if (outage != null) throw outage;
                return keep(new StoredUser(user, token(account.clientId() + "-" + renewals.size())));
            }

            @Override
            public void takeOver(StoredUser user, @Nullable StoredUser before) {
                takenOver = user;
            }

            private RefreshResult keep(StoredUser user) {
                if (takesNothing == null) kept.put(account, user);
                return new RefreshResult(user, takesNothing);
            }

            @Override
            public RefreshResult keep(User user) throws GrantException {
                check();
                return keep(takenOver != null ? takenOver : new StoredUser(user, token("kept")));
            }

            @Override
            public Optional<Token> delete(User user) {
                Token token = token(account);
                FakeSignInStore.this.signOut(account);
                return Optional.ofNullable(token);
            }

            @Override
            public Optional<GrantException> revoke(Token token) throws InterruptedException {
                sentForRevocation.add(token.accessToken());
                if (bug != null) throw bug;
                if (account.issuer().equals(DEAF)) new CountDownLatch(1).await();
                return Optional.empty();
            }

            @Override
            public void makeDefault(User user) {}

            @Override
            public void forgetDeclined(User user) {}
        };
    }
}
