package io.github.keytray.cli;

import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.internal.broker.BrokerTokenSource;
import io.github.keytray.internal.broker.JsonLine;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a valid access token. */
@Command(
        name = "token",
        description = "Print a valid access token, renewed when it is about to end. Never opens a browser.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "With --json: access_token, token_type, expires_at, scope, sub."})
final class TokenCommand implements Callable<Integer> {
    @Mixin
    AccountOptions account;

    @Option(
            names = "--min-validity",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description =
                    "Renew when less is left. A token just renewed is printed as it is. Default: ${DEFAULT-VALUE}")
    Duration minValidity;

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            defaultValue = "",
            description = "What the token must cover, besides what was asked for at the sign-in.")
    String scope;

    @Option(names = "--force-refresh", description = "Renew in any case.")
    boolean forceRefresh;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private final Wiring wiring;
    private @Nullable StoreUnavailable notStored;

    TokenCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws GrantException, InterruptedException {
        TokenRequest request = TokenRequest.silent()
                .minValidity(minValidity)
                .scopes(JsonLine.words(scope).toArray(new String[0]));
        StoredUser user = fetchUser(forceRefresh ? request.forceRefresh() : request);
        Token token = Objects.requireNonNull(user.token());
        spec.commandLine().getOut().println(json ? TokenJson.of(user, token) : token.accessToken());
        return notStored == null ? ExitCode.DONE : handOver(user, notStored);
    }

    /** What the keychain did not take must not end with this command. */
    private int handOver(StoredUser user, StoreUnavailable problem) throws InterruptedException {
        boolean held = wiring.tray().keep(account.account(), user);
        spec.commandLine()
                .getErr()
                .println("keytray: The token is good, but the renewed sign-in is not kept: " + problem.getMessage()
                        + (held
                                ? " The tray holds it, and keeps it as soon as the keychain takes it."
                                : " If the provider replaces refresh tokens, you have to sign in again."));
        return held ? ExitCode.DONE : ExitCode.STORE_UNAVAILABLE;
    }

    /** The tray has it without the keychain, which must not even be opened for the client's secret. */
    private StoredUser fetchUser(TokenRequest request) throws GrantException, InterruptedException {
        BrokerTokenSource tray = new BrokerTokenSource(wiring.tray(), account.account(), wiring.clock());
        Optional<StoredUser> theirs = tray.fetchUser(request);
        if (theirs.isPresent()) return theirs.get();
        try {
            AutoLoginGrant grant = GrantChain.silent(account.provider(wiring, spec), account.client(wiring), wiring)
                    .grant();
            StoredUser user = grant.fetchUser(request);
            notStored = grant.notStored(user.user()).orElse(null);
            return user;
        } finally {
            // An unsaved sign-in is handed over instead, because the tray could not read it from the keychain.
            if (forceRefresh && notStored == null) tray.changed();
        }
    }
}
