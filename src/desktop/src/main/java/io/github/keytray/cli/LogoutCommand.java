package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Logout;
import io.github.keytray.oauth.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Signs out: deletes the stored sign-in, then revokes its tokens. */
@Command(
        name = "logout",
        description = "Sign out: delete what is kept, then revoke it at the provider.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogoutCommand implements Callable<Integer> {
    private static final Duration BROWSER_START = Duration.ofMinutes(1);

    @ArgGroup(multiplicity = "1")
    @Nullable
    Which which;

    @Option(names = "--user", paramLabel = "NAME", description = "Only this user; without it, everybody who is kept.")
    @Nullable
    String user;

    @Option(names = "--browser", description = "End the provider's own session in the browser, too.")
    boolean browser;

    @Option(
            names = "--post-logout-redirect-uri",
            paramLabel = "URI",
            description = "With --browser, end on a page of this computer; the loopback address is registered so.")
    @Nullable
    URI postLogoutRedirectUri;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private final Wiring wiring;

    LogoutCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws GrantException, InterruptedException {
        AccountOptions account = Objects.requireNonNull(which).account;
        if (account == null) return ofAll();
        if (!signOut(account.provider(wiring), ended(account.client(wiring)))) {
            spec.commandLine().getOut().println(user == null ? "Nobody was signed in." : user + " was not signed in.");
        }
        return ExitCode.DONE;
    }

    /**
     * The failure of one account does not prevent the sign-out of the others; the first failure is that of the command.
     */
    private int ofAll() throws GrantException, InterruptedException {
        Set<Account> accounts = new LinkedHashSet<>();
        wiring.accounts().forEach(entry -> accounts.add(entry.account()));
        boolean isAnybody = false;
        GrantException first = null;
        for (Account account : accounts) {
            try {
                isAnybody |= signOut(
                        wiring.setup().provider(account.issuer()),
                        wiring.setup().client(account));
            } catch (GrantException problem) {
                spec.commandLine().getErr().println("keytray: " + account.host() + ": " + problem.getMessage());
                first = first == null ? problem : first;
                isAnybody = true;
            }
        }
        if (!isAnybody) spec.commandLine().getOut().println("Nobody was signed in.");
        return first == null ? ExitCode.DONE : ExitCode.of(first);
    }

    /** Whether any user was signed in. */
    private boolean signOut(Provider provider, Client client) throws GrantException, InterruptedException {
        GrantChain signIn = GrantChain.silent(provider, client, wiring);
        List<StoredUser> gone = user == null ? forgetAll(signIn) : forget(signIn, user);
        wiring.tray().changed(provider.account(client.id()));
        for (StoredUser each : gone) {
            spec.commandLine().getOut().println("Signed out " + each.user().username() + ".");
            tellProvider(provider, client, signIn, each);
        }
        return !gone.isEmpty();
    }

    private static List<StoredUser> forgetAll(GrantChain signIn) throws GrantException, InterruptedException {
        List<StoredUser> gone = new ArrayList<>();
        // First the default user, which also clears an entry that cannot be read.
        signIn.grant().forget().ifPresent(gone::add);
        for (StoredUser each : signIn.store().users()) {
            signIn.grant().forget(each.user()).ifPresent(gone::add);
        }
        return gone;
    }

    private static List<StoredUser> forget(GrantChain signIn, String username)
            throws GrantException, InterruptedException {
        List<StoredUser> gone = new ArrayList<>();
        for (StoredUser each : signIn.store().users()) {
            User user = each.user();
            if (user.username().equals(username) || user.id().equals(username)) {
                signIn.grant().forget(user).ifPresent(gone::add);
            }
        }
        return gone;
    }

    private void tellProvider(Provider provider, Client client, GrantChain signIn, StoredUser gone)
            throws InterruptedException {
        Token token = gone.token();
        if (token == null) return;
        tell(() -> {
            if (signIn.endpoint().canRevoke()) signIn.endpoint().revoke(token);
            else sayNotRevoked(provider);
        });
        if (browser) tell(() -> endSession(provider, client, token));
    }

    private void sayNotRevoked(Provider provider) {
        spec.commandLine()
                .getOut()
                .println(URI.create(provider.issuer()).getHost()
                        + " offers no way to revoke a sign-in: nothing is kept here any more, and what it issued ends"
                        + " there by itself."
                        + (browser ? "" : " To end its session in your browser, too, sign out with --browser."));
    }

    private void endSession(Provider provider, Client client, Token token) throws GrantException, InterruptedException {
        Logout logout = new Logout(
                provider,
                client,
                TerminalBrowser.orLink(wiring.browser(), wiring.terminal()),
                BROWSER_START,
                wiring.clock());
        if (logout.endSession(token)) return;
        spec.commandLine()
                .getOut()
                .println("This provider has no page to sign out at: sign out there by yourself, if others use this"
                        + " browser.");
    }

    private Client ended(Client client) {
        try {
            return client.withPostLogoutRedirectUri(postLogoutRedirectUri);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--post-logout-redirect-uri: " + e.getMessage(), e);
        }
    }

    private void tell(ProviderCall telling) throws InterruptedException {
        try {
            telling.tell();
        } catch (GrantException notTold) {
            spec.commandLine()
                    .getErr()
                    .println("keytray: Nothing is kept here any more, but the provider could not be told: "
                            + notTold.getMessage());
        }
    }

    /** One account, or all. */
    static final class Which {
        @Option(
                names = "--all",
                required = true,
                description = "Everybody who is signed in on this computer, everywhere.")
        boolean all;

        @ArgGroup(exclusive = false)
        @Nullable
        AccountOptions account;
    }

    /** Lets the provider know. */
    @FunctionalInterface
    private interface ProviderCall {
        void tell() throws GrantException, InterruptedException;
    }
}
