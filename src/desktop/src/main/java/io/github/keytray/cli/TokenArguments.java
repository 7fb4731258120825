package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.internal.broker.JsonLine;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code keytray token}, where they are plain: read without the library for command lines, which takes
 * longer to load than everything else that the command needs.
 */
record TokenArguments(Account account, Duration minValidity, Set<String> scopes, boolean json) {
    static final Duration MIN_VALIDITY = Duration.ofSeconds(60);

    /** The arguments; null where {@link TokenCommand} has to look at them, mistakes included. */
    static @Nullable TokenArguments parse(String[] args) {
        if (args.length < 5 || !args[0].equals("token")) return null;
        String issuer = "";
        String clientId = "";
        String scope = "";
        @Nullable Duration minValidity = MIN_VALIDITY;
        boolean json = false;
        for (int i = 1; i < args.length; i++) {
            if (args[i].equals("--json") && !json) {
                json = true;
                continue;
            }
            String value = i + 1 < args.length ? args[++i] : "";
            if (value.isBlank() || value.startsWith("-")) return null;
            if (args[i - 1].equals("--issuer") && issuer.isEmpty()) issuer = value;
            else if (args[i - 1].equals("--client-id") && clientId.isEmpty()) clientId = value;
            else if (args[i - 1].equals("--scope") && scope.isEmpty()) scope = value;
            else if (args[i - 1].equals("--min-validity")) minValidity = Durations.parse(value);
            else return null;
            if (minValidity == null) return null;
        }
        if (issuer.isEmpty() || clientId.isEmpty()) return null;
        try {
            return new TokenArguments(new Account(issuer, clientId), minValidity, JsonLine.words(scope), json);
        } catch (IllegalArgumentException mistaken) {
            return null;
        }
    }
}
