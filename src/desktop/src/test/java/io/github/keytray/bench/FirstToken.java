package io.github.keytray.bench;

import com.github.javakeyring.Keyring;
import io.github.keytray.Account;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.TokenRequest;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerGrant;
import io.github.keytray.internal.broker.BrokerTokenSource;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;

/**
 * How long a young process waits for what it needs: prints nanoseconds, on the wall and of all its threads' processor
 * time.
 */
public final class FirstToken {
    private FirstToken() {}

    /**
     * By java-keyring: {@code keyring}. As {@code SwingSignIn} has it: {@code store|tray ISSUER CLIENT}. The least that asks
     * the tray: {@code ask SOCKET LINE}.
     */
    public static void main(String[] args) throws Exception {
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        int length = switch (args[0]) {
            case "keyring" -> keyring();
            case "ask" -> AskSocket.ask(args[1], args[2]).indexOf("\"access_token\"") + 1;
            default -> signIn(new Account(args[1], args[2]));
        };
        long wall = System.nanoTime() - start;
        if (length == 0) throw new IllegalStateException("Nothing there");
        System.out.println(wall + " " + (system.getProcessCpuTime() - cpu));
    }

    private static int keyring() throws Exception {
        try (Keyring keyring = Keyring.create()) {
            return keyring.getPassword("bench", "bench").length();
        }
    }

    private static int signIn(Account account) throws GrantException, InterruptedException {
        InstantSource clock = InstantSource.system();
        BrokerTokenSource tray =
                new BrokerTokenSource(new BrokerClient(Directories.current().runtime()), account, clock);
        AutoLoginGrant store = new AutoLoginGrant(
                new KeychainUserStore(Keychain.system(), account),
                user -> false,
                unknown -> {
                    throw new AssertionError("Nobody asks who it is");
                },
                request -> {
                    throw new AssertionError("Nobody asks for another");
                },
                clock);
        StoredUser user = new BrokerGrant(tray, store).fetchUser(TokenRequest.silent());
        return user.user().id().length();
    }
}
