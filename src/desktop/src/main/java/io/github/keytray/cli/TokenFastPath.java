package io.github.keytray.cli;

import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code keytray token} where the tray, or else the keychain, has a token that will do: it takes a small part of the
 * classes that {@link TokenCommand} takes, to which everything else is left, mistakes included.
 */
final class TokenFastPath {
    private TokenFastPath() {}

    /** Prints the token, if it is there. */
    static boolean isTaken(String[] args) throws InterruptedException {
        TokenArguments arguments = TokenArguments.parse(args);
        if (arguments == null) return false;
        StoredUser user = fromTray(arguments);
        if (user == null) user = fromKeychain(arguments);
        if (user == null || user.token() == null) return false;
        print(arguments.json() ? TokenJson.of(user, user.token()) : user.token().accessToken());
        if (!arguments.json() && user.token().needsProof()) System.err.println(TokenJson.NEEDS_PROOF);
        return true;
    }

    private static @Nullable StoredUser fromTray(TokenArguments arguments) throws InterruptedException {
        BrokerRequest question =
                new BrokerRequest(arguments.account(), null, arguments.scopes(), arguments.minValidity());
        BrokerResponse reply = new BrokerClient(Directories.current().runtime()).ask(question);
        if (!(reply instanceof BrokerResponse.Granted granted)) return null;
        boolean fits = granted.token().covers(arguments.scopes()) && question.isMetBy(granted.token(), Instant.now());
        return fits ? new StoredUser(granted.user(), granted.token()) : null;
    }

    /** As {@link io.github.keytray.AutoLoginGrant} does for a stored token that needs no renewal. */
    private static @Nullable StoredUser fromKeychain(TokenArguments arguments) throws InterruptedException {
        // Elsewhere the keychain is reached through libraries, which Commands prepares.
        if (Platform.current() != Platform.LINUX) return null;
        StoredUser user;
        try {
            user = new KeychainUserStore(Keychain.system(), arguments.account())
                    .getDefaultUser()
                    .orElse(null);
        } catch (GrantException problem) {
            // Said at once: to ask the keychain again could mean to ask the person again.
            System.err.println("keytray: " + problem.getMessage());
            System.exit(ExitCode.of(problem));
            return null;
        }
        Token token = user == null ? null : user.token();
        boolean good = token != null
                && token.covers(arguments.scopes())
                && token.isValid(Instant.now(), arguments.minValidity());
        return good ? user : null;
    }

    private static void print(String text) {
        System.out.println(text);
        if (System.out.checkError()) {
            System.err.println(Commands.NOT_WRITTEN);
            System.exit(ExitCode.INTERNAL_ERROR);
        }
    }
}
