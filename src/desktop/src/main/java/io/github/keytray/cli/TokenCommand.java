package io.github.keytray.cli;

import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.internal.broker.BrokerTokenSource;
import io.github.keytray.internal.broker.JsonLine;
import io.github.keytray.internal.broker.TokenUse;
import io.github.keytray.internal.dpop.ProofKey;
import io.github.keytray.oauth.Client;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
            paramLabel = "TIME",
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

    @Option(
            names = "--proof",
            arity = "2",
            paramLabel = "METHOD URL",
            hideParamSyntax = true,
            description = {
                "Print the header lines of one request, with a proof where the token is bound to a key (DPoP).",
                "keytray token ... --proof GET URL | curl -H @- URL"
            })
    String @Nullable [] proof;

    @Option(names = "--nonce", paramLabel = "NONCE", description = "What the server's DPoP-Nonce said, for --proof.")
    @Nullable
    String nonce;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private final Wiring wiring;
    private @Nullable NotStored notStored;

    TokenCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws GrantException, InterruptedException {
        TokenRequest request = TokenRequest.silent()
                .minValidity(minValidity)
                .scopes(JsonLine.words(scope).toArray(new String[0]));
        BrokerResponse.Granted granted = fetch(forceRefresh ? request.forceRefresh() : request, use());
        print(granted);
        return notStored == null ? ExitCode.DONE : handOver(notStored.user(), notStored.problem());
    }

    private void print(BrokerResponse.Granted granted) throws GrantException.InteractionRequired {
        Token token = granted.token();
        PrintWriter out = spec.commandLine().getOut();
        if (proof != null) {
            TokenUse.headers(token, granted.proof()).forEach((name, value) -> out.println(name + ": " + value));
        } else if (json) {
            out.println(TokenJson.of(new StoredUser(granted.user(), token), token));
        } else {
            out.println(token.accessToken());
            if (token.needsProof()) spec.commandLine().getErr().println(TokenJson.NEEDS_PROOF);
        }
    }

    /** The request that {@code --proof} names. */
    private @Nullable TokenUse use() {
        if (proof == null) {
            if (nonce != null) throw new ParameterException(spec.commandLine(), "--nonce is for --proof");
            return null;
        }
        if (proof.length != 2) throw new ParameterException(spec.commandLine(), "--proof: one request at a time");
        if (json) throw new ParameterException(spec.commandLine(), "--proof prints header lines, and no JSON");
        if (nonce != null && !ProofKey.isNonce(nonce)) {
            throw new ParameterException(
                    spec.commandLine(), "--nonce: not what a server can have said (RFC 9449 §8.1)");
        }
        try {
            return new TokenUse(proof[0], URI.create(proof[1]), nonce);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--proof: not a method and an address of a server");
        }
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
    private BrokerResponse.Granted fetch(TokenRequest request, @Nullable TokenUse use)
            throws GrantException, InterruptedException {
        BrokerTokenSource tray = new BrokerTokenSource(wiring.tray(), account.account(), wiring.clock());
        BrokerResponse.Granted theirs = tray.fetch(request, use);
        Client client = account.client(wiring);
        if (theirs != null && isEnough(theirs, client, use)) return theirs;
        try {
            AutoLoginGrant grant =
                    GrantChain.silent(account.provider(wiring), client, wiring).grant();
            StoredUser user = grant.fetchUser(request);
            Token token = Objects.requireNonNull(user.token());
            grant.notStored(user.user()).ifPresent(problem -> notStored = new NotStored(user, problem));
            check(token, client);
            return BrokerResponse.Granted.of(
                    user.user(), token, use, wiring.clock().instant());
        } finally {
            // An unsaved sign-in is handed over instead, because the tray could not read it from the keychain.
            if (forceRefresh && notStored == null) tray.changed();
        }
    }

    private static boolean isEnough(BrokerResponse.Granted theirs, Client client, @Nullable TokenUse use) {
        if (!theirs.token().needsProof()) return !client.requiresDpop();
        return use == null || theirs.proof() != null;
    }

    /** A token that is not bound where it has to be is not printed. */
    private static void check(Token token, Client client) throws GrantException.InteractionRequired {
        if (token.needsProof() || !client.requiresDpop()) return;
        throw new GrantException.InteractionRequired(
                "The stored token is not bound to a key, though this client requires it (DPoP, RFC 9449). Renew it with"
                        + " --force-refresh, or sign in again.");
    }

    /** A renewed sign-in that is only in memory, with the reason. */
    private record NotStored(StoredUser user, StoreUnavailable problem) {}
}
