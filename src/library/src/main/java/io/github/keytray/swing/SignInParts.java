package io.github.keytray.swing;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.RefreshGrant;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerGrant;
import io.github.keytray.internal.broker.BrokerTokenSource;
import io.github.keytray.internal.broker.SocketClasses;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Logout;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.oauth.UserInfoFetcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a sign-in is composed of: the tray, then the store, then a refresh, then the person. */
record SignInParts(BrokerGrant grant, AccountStore store, TokenEndpoint endpoint, Logout logout, InstantSource clock) {
    private static final Duration BROWSER_START = Duration.ofMinutes(1);

    /**
     * @throws io.github.keytray.internal.platform.UnusableEnvironmentException where the process cannot have one
     * @throws LinkageError where a library is missing, or is too old
     */
    static SignInParts of(Provider named, Client client, SwingSignIn.Builder setup) {
        Directories directories = Directories.current();
        if (setup.store == null) SocketClasses.beginLoading();
        Provider provider = named.rememberedIn(directories.providers());
        Browser browser = setup.browser == null ? new SystemBrowser() : setup.browser;
        TokenEndpoint endpoint = new TokenEndpoint(provider, client, setup.clock);
        Account account = provider.account(client.id());
        AccountStore store = setup.store;
        BrokerTokenSource tray = null;
        if (store == null) {
            tray = new BrokerTokenSource(new BrokerClient(directories.runtime()), account, setup.clock);
            store = new KeychainUserStore(Keychain.system().guidedBy(new KeychainGuide(setup.owner)), account)
                    .withClientSecret(client.secret())
                    .withResource(client.parameters().getOrDefault("resource", ""))
                    .withApplicationName(setup.applicationName);
        }
        Logout logout = new Logout(provider, client, browser, BROWSER_START, setup.clock);
        AutoLoginGrant stored = new AutoLoginGrant(
                store,
                prompt(provider, client, setup, logout),
                new UserInfoFetcher(provider, client),
                new RefreshGrant(
                        endpoint,
                        new BrowserOrDeviceGrant(setup.owner, browser, provider, client, setup.timeout, setup.clock)),
                endpoint,
                setup.clock);
        return new SignInParts(new BrokerGrant(tray, stored), store, endpoint, logout, setup.clock);
    }

    static SavePrompt prompt(Provider provider, Client client, SwingSignIn.Builder setup, @Nullable Logout logout) {
        return new SavePrompt(
                setup.owner,
                provider.account(client.id()),
                new KeychainName(),
                setup.savePanelPlace,
                setup.clock,
                SavePrompt.PATIENCE,
                logout);
    }

    /** A name only, which must not stand in the way of telling what is wrong with the rest. */
    private static final class KeychainName implements Supplier<String> {
        @Override
        public String get() {
            try {
                return Keychain.system().name();
            } catch (RuntimeException | LinkageError unusable) {
                return "";
            }
        }
    }
}
