package io.github.keytray.cli;

import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Logout;
import io.github.keytray.oauth.Provider;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Signs out: deletes what is kept, then revokes it. */
@Command(
        name = "logout",
        description = "Sign out: delete what is kept, then revoke it at the provider.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogoutCommand implements Callable<Integer> {
    private static final Duration BROWSER_START = Duration.ofMinutes(1);

    @Mixin
    AccountOptions account;

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
        Provider provider = account.provider(wiring, spec);
        Client client = ended(account.client());
        GrantChain signIn = GrantChain.silent(provider, client, wiring);
        List<StoredUser> gone = user == null ? forgetAll(signIn) : forget(signIn, user);
        wiring.tray().changed(account.account());
        PrintWriter out = spec.commandLine().getOut();
        if (gone.isEmpty()) out.println(user == null ? "Nobody was signed in." : user + " was not signed in.");
        for (StoredUser each : gone) {
            out.println("Signed out " + each.user().username() + ".");
            tellProvider(provider, client, signIn, each);
        }
        return ExitCode.DONE;
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

    private static List<StoredUser> forget(GrantChain signIn, String username) throws GrantException, InterruptedException {
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
        tell(() -> signIn.endpoint().revoke(token));
        if (browser) tell(() -> endSession(provider, client, token));
    }

    private void endSession(Provider provider, Client client, Token token)
            throws GrantException, InterruptedException {
        Logout logout = new Logout(provider, client, wiring.browser(), BROWSER_START, wiring.clock());
        if (logout.endSession(token)) return;
        spec.commandLine()
                .getOut()
                .println(
                        "This provider has no page to sign out at: sign out there by yourself, if others use this browser.");
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

    /** Lets the provider know. */
    @FunctionalInterface
    private interface ProviderCall {
        void tell() throws GrantException, InterruptedException;
    }
}
