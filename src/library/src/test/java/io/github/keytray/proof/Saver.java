package io.github.keytray.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.keychain.KeychainUserStore;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** Saves one sign-in after another, and says which it has saved, until it is killed. */
final class Saver {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private Saver() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        KeychainUserStore store = Kill.store(args[0], args[1]);
        store.getDefaultUser();
        out.println("ready");
        String first = Objects.requireNonNull(new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine());
        for (int number = Integer.parseInt(first); ; number++) {
            store.putDefaultUser(user(number));
            out.println(number);
        }
    }

    /** A sign-in as large as real ones are, 1 to 10 KB, of another size each time. */
    static StoredUser user(int number) {
        String secret = (number + ".").repeat((300 + number * 1_117 % 3_000) / (number + ".").length());
        Token token = new Token(
                "a" + secret, "Bearer", "r" + secret, "i" + secret, Set.of("openid"), Set.of("openid"), NOON, NOON);
        return new StoredUser(new User("sub", String.valueOf(number)), token);
    }
}
