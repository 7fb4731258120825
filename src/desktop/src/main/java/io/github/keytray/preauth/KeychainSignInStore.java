package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
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
    private final Function<Account, Client> clients;
    private final Map<String, Provider> providers = new ConcurrentHashMap<>();

    /**
     * @param reach makes the provider of an issuer
     * @param clients the client of an account, as far as the keychain does not know it
     */
    KeychainSignInStore(
            Keychain keychain,
            Function<String, Provider> reach,
            Function<Account, Client> clients,
            InstantSource clock) {
        this.asking = keychain;
        this.unattended = keychain.unattended();
        this.reach = reach;
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public List<IndexedUser> entries() throws GrantException, InterruptedException {
        return unattended.indexedUsers();
    }

    @Override
    public void unlock() throws GrantException, InterruptedException {
        asking.indexedUsers();
    }

    @Override
    public StoredAccount open(Account account) {
        return new KeychainAccount(account);
    }

    private final class KeychainAccount implements StoredAccount, AutoLoginWidget {
        private final KeychainUserStore store;
        private final CurrentClient client;
        private final AutoLoginGrant grant;

        KeychainAccount(Account account) {
            this.store = new KeychainUserStore(unattended, account).inBackground();
            Provider provider = providers.computeIfAbsent(account.issuer(), reach);
            this.client = new CurrentClient(provider, () -> client(account), clock);
            this.grant = new AutoLoginGrant(store, this, new UserInfoFetcher(provider), client, this::revoke, clock);
        }

        private void revoke(Token token, List<Token> kept) throws GrantException, InterruptedException {
            client.endpoint().revoke(token, kept);
        }

        /** The secret as it was last read, which is right before it is needed. */
        private Client client(Account account) {
            Client known =
                    clients.apply(account).withSecret(store.knownClientSecret().orElse(null));
            return store.knownResource()
                    .map(resource -> known.withParameter("resource", resource))
                    .orElse(known);
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
            StoredUser refreshed = grant.fetchUser(request);
            return new RefreshResult(
                    refreshed, grant.notStored(refreshed.user()).orElse(null));
        }

        @Override
        public void takeOver(StoredUser user, @Nullable StoredUser before) {
            grant.takeOver(user, before);
        }

        @Override
        public Optional<Token> delete(User user) throws GrantException, InterruptedException {
            return grant.forget(user).map(StoredUser::token);
        }

        @Override
        public Optional<GrantException> revoke(Token token) throws InterruptedException {
            try {
                client.endpoint().revoke(token);
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

        @Override
        public boolean shouldWeSave(StoredUser user) {
            return false;
        }
    }
}
