package io.github.keytray.keychain;

import io.github.keytray.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How long a read of one entry takes, beside the desktop's own program on the same daemon in the same run: {@code
 * src/testing/run keychain.RealKeychains kwallet|keepassxc-unconfirmed|gnome-keyring keychain.KeychainSpeed [ROUNDS]}.
 * Process start is set aside: that of {@code secret-tool} or {@code kwallet-query} is measured by a run that reads nothing,
 * and ours is not measured. Both open a connection of their own for each read.
 */
public final class KeychainSpeed {
    private static final EntryName ENTRY = EntryName.signIn(new Account("https://login.acme.example/speed", "speed"));

    private KeychainSpeed() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 31;
        Keychain keychain = Keychain.system();
        keychain.unlock(ENTRY, true);
        keychain.call(entries -> {
            entries.put(ENTRY, "x".repeat(2_000));
            return ENTRY;
        });
        boolean isWallet = keychain.name().equals("KWallet");
        String[] read = isWallet
                ? new String[] {"kwallet-query", "-f", ENTRY.service(), "-r", ENTRY.account(), "kdewallet"}
                : new String[] {"secret-tool", "lookup", "service", ENTRY.service(), "account", ENTRY.account()};
        String[] nothing = {read[0], "--help"};
        long[] theirs = new long[rounds];
        long[] start = new long[rounds];
        long[] ours = new long[rounds];
        long[] warm = new long[rounds];
        for (int i = -3; i < rounds; i++) {
            long read1 = run(read);
            long start1 = run(nothing);
            keychain.close();
            long ours1 = read(keychain);
            long warm1 = read(keychain);
            if (i < 0) continue;
            theirs[i] = read1;
            start[i] = start1;
            ours[i] = ours1;
            warm[i] = warm1;
        }
        long other = median(theirs) - median(start);
        System.out.printf(
                Locale.ROOT,
                "%s: %s %.1f ms (of %.1f ms with its start); Keytray with a new connection %.1f ms (%.2f times), with"
                        + " one that is open %.1f ms (%.2f times)%n",
                keychain.name(),
                read[0],
                millis(other),
                millis(median(theirs)),
                millis(median(ours)),
                (double) median(ours) / other,
                millis(median(warm)),
                (double) median(warm) / other);
    }

    private static long read(Keychain keychain) throws Exception {
        long begin = System.nanoTime();
        if (keychain.get(ENTRY).isEmpty()) throw new AssertionError("The entry is gone");
        return System.nanoTime() - begin;
    }

    private static long run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("keytray-speed", ".txt");
        try {
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(List.of(command));
            }
            long took = System.nanoTime() - begin;
            if (command.length > 2 && Files.size(out) < 2_000) {
                throw new AssertionError(List.of(command) + ": " + Files.readString(out));
            }
            return took;
        } finally {
            Files.delete(out);
        }
    }

    private static long median(long... values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
