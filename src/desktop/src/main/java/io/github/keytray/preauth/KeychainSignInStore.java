package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.RefreshGrant;
import io.github.keytray.StoredUser;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.keychain.AccountIndex;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.oauth.UserInfoFetcher;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keychain of the desktop, and the providers of the accounts in it. */
final class KeychainSignInStore implements SignInStore {
    private final Keychain asking;
    private final Keychain unattended;
    private final InstantSource clock;
    private final Function<String, Provider> reach;
    private final Map<String, Provider> providers = new ConcurrentHashMap<>();

    /** @param reach makes the provider of an issuer */
    KeychainSignInStore(Keychain keychain, Function<String, Provider> reach, InstantSource clock) {
        this.asking = keychain;
        this.unattended = keychain.unattended();
        this.reach = reach;
        this.clock = clock;
    }

    @Override
    public List<AccountIndex.Entry> entries() throws GrantException, InterruptedException {
        return new AccountIndex(unattended).entries();
    }

    @Override
    public void unlock() throws GrantException, InterruptedException {
        new AccountIndex(asking).entries();
    }

    @Override
    public StoredAccount open(Account account) {
        return new KeychainAccount(account);
    }

    /** What is put together once, when first needed: the client's secret is in the keychain. */
    private record GrantParts(AutoLoginGrant grant, TokenEndpoint endpoint) {}

    private final class KeychainAccount implements StoredAccount, AutoLoginWidget {
        private final Account account;
        private final KeychainUserStore store;
        private @Nullable GrantParts parts;
        private @Nullable StoreUnavailable saveFailure;

        KeychainAccount(Account account) {
            this.account = account;
            this.store = new KeychainUserStore(unattended, account).inBackground();
        }

        @Override
        public Optional<StoredUser> read(User user) throws GrantException, InterruptedException {
            return store.getUser(user.id());
        }

        @Override
        public RefreshResult refresh(User user) throws GrantException, InterruptedException {
            return fetch(TokenRequest.silent().sub(user.id()).forceRefresh());
        }

        @Override
        public RefreshResult keep(User user) throws GrantException, InterruptedException {
            return fetch(TokenRequest.silent().sub(user.id()));
        }

        private synchronized RefreshResult fetch(TokenRequest request) throws GrantException, InterruptedException {
            saveFailure = null;
            StoredUser refreshed = parts().grant().fetchUser(request);
            return new RefreshResult(refreshed, saveFailure);
        }

        @Override
        public Optional<GrantException> signOut(User user) throws GrantException, InterruptedException {
            GrantParts whole = parts();
            Optional<StoredUser> gone = whole.grant().forget(user);
            if (gone.isEmpty() || gone.get().token() == null) return Optional.empty();
            try {
                whole.endpoint().revoke(gone.get().token());
                return Optional.empty();
            } catch (GrantException notRevoked) {
                return Optional.of(notRevoked);
            }
        }

        @Override
        public void makeDefault(User user) throws GrantException, InterruptedException {
            store.change(roster -> roster.madeDefault(user.id()));
        }

        @Override
        public void forgetDeclined(User user) throws GrantException, InterruptedException {
            store.setDeclined(user, false);
        }

        private synchronized GrantParts parts() throws GrantException, InterruptedException {
            GrantParts whole = parts;
            if (whole == null) parts = whole = assemble();
            return whole;
        }

        private GrantParts assemble() throws GrantException, InterruptedException {
            Provider provider = providers.computeIfAbsent(account.issuer(), reach);
            Client client = Client.of(account.clientId())
                    .withSecret(store.clientSecret().orElse(null));
            TokenEndpoint endpoint = new TokenEndpoint(provider, client, clock);
            RefreshGrant refresh = new RefreshGrant(endpoint, request -> {
                throw new InteractionRequired("Please sign in.");
            });
            UserInfoFetcher person = new UserInfoFetcher(provider, client);
            return new GrantParts(new AutoLoginGrant(store, this, person, refresh, clock), endpoint);
        }

        @Override
        public boolean shouldWeSave(StoredUser user) {
            return false;
        }

        @Override
        public void couldNotSave(StoredUser user, StoreUnavailable problem) {
            saveFailure = problem;
        }
    }
}
