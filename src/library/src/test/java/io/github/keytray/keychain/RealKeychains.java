package io.github.keytray.keychain;

import io.github.keytray.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs a main class of the tests on a real keychain, with a person who agrees to all that the keychain asks:
 * {@code src/testing/run keychain.RealKeychains gnome-keyring|keepassxc|keepassxc-unconfirmed|kwallet proof.Kill 100}.
 */
public final class RealKeychains {
    private RealKeychains() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("keytray-keychain");
        int exit;
        try (DesktopKeychain keychain = open(args[0].toLowerCase(Locale.ROOT), directory)) {
            exit = run(
                    keychain, Class.forName("io.github.keytray." + args[1]), Arrays.copyOfRange(args, 2, args.length));
        }
        System.exit(exit);
    }

    private static DesktopKeychain open(String kind, Path directory) throws Exception {
        return switch (kind) {
            case "kwallet" -> new RealKWallet(directory);
            case "keepassxc" -> new RealKeePassXC(directory, true);
            case "keepassxc-unconfirmed" -> new RealKeePassXC(directory, false);
            default -> new RealGnomeKeyring(directory);
        };
    }

    private static int run(DesktopKeychain keychain, Class<?> main, String... args) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Programs.java(main, args)).inheritIO();
        for (String name : new String[] {"keytray.app", "keytray.output"}) {
            if (System.getProperty(name) != null)
                builder.command().add(1, "-D" + name + "=" + System.getProperty(name));
        }
        Programs.apply(keychain.session.environment(), builder);
        builder.environment().put("XDG_CURRENT_DESKTOP", keychain.desktop());
        Process process = builder.start();
        while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
            for (DesktopKeychain.Window window : keychain.questions()) keychain.answer(window, true);
        }
        return process.exitValue();
    }
}
