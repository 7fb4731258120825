package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.KeychainMove;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.DeviceDisplay;
import io.github.keytray.tray.setup.Setup;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the commands get their parts from. */
interface Wiring {
    Map<String, String> environment();

    InstantSource clock();

    /** The directory for the metadata of providers where a person has signed in. */
    Path providers();

    /** The keychain's store for an account; the client secret, if known, is stored beside the sign-ins. */
    AccountStore keychain(Account account, @Nullable String clientSecret);

    /** The client secret that is stored with a sign-in. */
    Optional<String> clientSecret(Account account) throws GrantException, InterruptedException;

    /** What the tokens of a sign-in are for (RFC 8707), as {@link #clientSecret} has read it; reads nothing itself. */
    default Optional<String> resource(Account account) {
        return Optional.empty();
    }

    List<IndexedUser> accounts() throws GrantException, InterruptedException;

    /**
     * The move of all sign-ins from one keychain to another; empty where there is nothing to move.
     *
     * @throws IllegalArgumentException as {@link KeychainMove#between}
     */
    Optional<KeychainMove> move(@Nullable String from, @Nullable String to) throws GrantException, InterruptedException;

    /** Asks the tray. */
    BrokerClient tray();

    /** What administrators and the person have set. */
    Setup setup();

    /** What there is to see to on this machine. */
    List<Check> checks();

    /** Whether windows can be shown. */
    Display display();

    /** The person at the terminal, if there is one; else what is said goes to standard error. */
    Terminal terminal();

    /** The person's browser, and what is shown beside it. */
    Browser browser();

    /** Prints the link in its place, and opens nothing. */
    Browser link();

    /** What tells the person to go on on another device. */
    DeviceDisplay device();

    /** How the person is asked: in a window, on the terminal, or not at all. */
    AutoLoginWidget widget(Account account);
}
