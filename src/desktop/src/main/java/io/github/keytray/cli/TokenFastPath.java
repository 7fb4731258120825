package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.internal.platform.Directories;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code keytray token --issuer URL --client-id ID} where the tray has the token: as a process of its own this takes little
 * more than Java itself. Everything else, mistakes included, is left to {@link TokenCommand}.
 */
final class TokenFastPath {
    private static final Duration MIN_VALIDITY = Duration.ofSeconds(60);

    private TokenFastPath() {}

    /** Prints the token, if the tray has it. */
    static boolean isTaken(String[] args) throws InterruptedException {
        if (args.length != 5 || !args[0].equals("token")) return false;
        String issuer = value(args, "--issuer");
        String clientId = value(args, "--client-id");
        if (issuer == null || clientId == null) return false;
        BrokerResponse reply;
        try {
            BrokerRequest question = new BrokerRequest(new Account(issuer, clientId), null, Set.of(), MIN_VALIDITY);
            reply = new BrokerClient(Directories.current().runtime()).ask(question);
        } catch (IllegalArgumentException mistaken) {
            return false;
        }
        if (!(reply instanceof BrokerResponse.Granted granted)) return false;
        System.out.println(granted.token().accessToken());
        if (System.out.checkError()) {
            System.err.println(Commands.NOT_WRITTEN);
            System.exit(ExitCode.INTERNAL_ERROR);
        }
        return true;
    }

    private static @Nullable String value(String[] args, String option) {
        for (int i = 1; i < args.length; i += 2) if (args[i].equals(option)) return args[i + 1];
        return null;
    }
}
