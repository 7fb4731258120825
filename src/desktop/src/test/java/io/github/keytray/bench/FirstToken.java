package io.github.keytray.bench;

import com.github.javakeyring.Keyring;
import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.TokenRequest;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerTokenSource;
import io.github.keytray.internal.platform.Directories;
import java.time.InstantSource;

/** How long a young process waits for what it needs: prints nanoseconds. */
public final class FirstToken {
    private FirstToken() {}

    /** From the tray: {@code ISSUER CLIENT}. By java-keyring: {@code keyring}. */
    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        int length;
        if (args.length == 1) {
            try (Keyring keyring = Keyring.create()) {
                length = keyring.getPassword("bench", "bench").length();
            }
        } else {
            BrokerTokenSource tray = new BrokerTokenSource(
                    new BrokerClient(Directories.current().runtime()),
                    new Account(args[0], args[1]),
                    InstantSource.system());
            // Without an answer the library goes on without the tray: counted as all that it waits.
            StoredUser user = tray.fetchUser(TokenRequest.silent()).orElse(null);
            length = user == null ? 0 : user.user().id().length();
        }
        System.out.println(length == 0 ? 100_000_000 : System.nanoTime() - start);
    }
}
