package io.github.keytray.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.internal.broker.BrokerTokenSource;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
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

    @Option(names = "--force-refresh", description = "Renew in any case.")
    boolean forceRefresh;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private final Wiring wiring;

    TokenCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws GrantException, InterruptedException {
        TokenRequest request = TokenRequest.silent().minValidity(minValidity);
        StoredUser user = fetchUser(forceRefresh ? request.forceRefresh() : request);
        Token token = Objects.requireNonNull(user.token());
        spec.commandLine().getOut().println(json ? json(user, token) : token.accessToken());
        return ExitCode.DONE;
    }

    /** The tray has it without the keychain, which must not even be opened for the client's secret. */
    private StoredUser fetchUser(TokenRequest request) throws GrantException, InterruptedException {
        BrokerTokenSource tray = new BrokerTokenSource(wiring.tray(), account.account(), wiring.clock());
        Optional<StoredUser> theirs = tray.fetchUser(request);
        if (theirs.isPresent()) return theirs.get();
        try {
            return GrantChain.silent(account.provider(wiring, spec), account.client(), wiring)
                    .grant()
                    .fetchUser(request);
        } finally {
            if (forceRefresh) tray.changed();
        }
    }

    private static String json(StoredUser user, Token token) {
        JsonObject result = new JsonObject();
        result.addProperty("access_token", token.accessToken());
        result.addProperty("token_type", token.tokenType());
        result.addProperty(
                "expires_at",
                token.expiresAt() == null ? null : token.expiresAt().toString());
        result.addProperty("scope", String.join(" ", new TreeSet<>(token.scopes())));
        result.addProperty("sub", user.user().id());
        return new GsonBuilder().serializeNulls().disableHtmlEscaping().create().toJson(result);
    }
}
