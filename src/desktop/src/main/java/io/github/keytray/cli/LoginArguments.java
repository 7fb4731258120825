package io.github.keytray.cli;

import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code keytray login}, where they are plain: read without the library for command lines, which takes
 * longer than everything else that is done before the browser opens.
 */
final class LoginArguments {
    private LoginArguments() {}

    /** The command with its arguments; null where the library has to look at them, mistakes included. */
    static @Nullable LoginCommand read(String[] args, Wiring wiring, PrintWriter out, PrintWriter err) {
        if (args.length == 0 || !args[0].equals("login")) return null;
        LoginCommand login = new LoginCommand(wiring, out, err);
        Set<String> names = new HashSet<>();
        for (int i = 1; i < args.length; i++) {
            String name = args[i];
            if (!names.add(name)) return null;
            if (isFlag(name, login)) continue;
            String value = i + 1 < args.length ? args[++i] : "";
            if (value.isBlank() || value.startsWith("-") || value.startsWith("@") || !isOption(name, value, login))
                return null;
        }
        return names.contains("--issuer") && names.contains("--client-id") ? login : null;
    }

    private static boolean isFlag(String name, LoginCommand login) {
        switch (name) {
            case "--device" -> login.device = true;
            case "--print-link" -> login.printLink = true;
            case "--force" -> login.force = true;
            case "--json" -> login.json = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean isOption(String name, String value, LoginCommand login) {
        try {
            switch (name) {
                case "--issuer" -> login.account.issuer = Provider.of(value).issuer();
                case "--client-id" -> login.account.client = Client.of(value);
                case "--scope" -> login.scope = value;
                case "--store" -> login.store = LoginCommand.Store.valueOf(value);
                case "--save" -> login.save = LoginCommand.Save.valueOf(value);
                case "--timeout" -> {
                    Duration timeout = Durations.parse(value);
                    if (timeout == null) return false;
                    login.timeout = timeout;
                }
                default -> {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException mistaken) {
            return false;
        }
    }
}
