package io.github.keytray.bench;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.testing.Programs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Sign-ins in the keychain of this desktop, as if so many people's were kept; their tokens live for a day. */
final class StoredAccounts {
    static final String ISSUER = "https://login.acme.example";

    private static final Set<String> SCOPES = Set.of("openid", "offline_access");

    private int count;

    /** Stores more, until there are so many. */
    void upTo(int wanted) throws GrantException, InterruptedException {
        for (; count < wanted; count++) {
            Instant now = Instant.now();
            Token token = new Token(
                    "a".repeat(1_000),
                    "Bearer",
                    "r".repeat(500),
                    null,
                    SCOPES,
                    SCOPES,
                    now,
                    now.plus(Duration.ofDays(1)));
            new KeychainUserStore(Keychain.system(), new Account(ISSUER, client(count + 1)))
                    .putDefaultUser(new StoredUser(new User("sub-" + count, "person-" + count), token));
        }
    }

    static String client(int number) {
        return "client-" + number;
    }

    /** The arguments that ask for the first one's token. */
    static String[] token(String... more) {
        String[] args = new String[5 + more.length];
        System.arraycopy(new String[] {"token", "--issuer", ISSUER, "--client-id", client(1)}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return args;
    }

    /** An entry of as many bytes, for java-keyring alone. */
    static void storeBareEntry() throws Exception {
        Programs.Ended stored = Programs.run(
                Duration.ofSeconds(60),
                List.of("sh", "-c", "printf %02500d 0 | secret-tool store --label=bench service bench account bench"));
        if (stored.exit() != 0) throw new IllegalStateException("secret-tool (libsecret-tools): " + stored.err());
    }
}
