package io.github.keytray.keychain;

import io.github.keytray.testing.Programs;
import java.lang.ProcessBuilder.Redirect;
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
        Class<?> main = Class.forName("io.github.keytray." + args[1]);
        System.exit(run(args[0], directory, Redirect.INHERIT, main, Arrays.copyOfRange(args, 2, args.length)));
    }

    /**
     * Runs a main class so, and waits for its end.
     *
     * @return what it said, and how it ended
     */
    public static String run(String kind, Path directory, Class<?> main, String... args) throws Exception {
        Path output = directory.resolve("output.txt");
        int exit = run(kind, directory, Redirect.to(output.toFile()), main, args);
        return Files.readString(output) + "exit " + exit;
    }

    private static int run(String kind, Path directory, Redirect output, Class<?> main, String... args)
            throws Exception {
        try (DesktopKeychain keychain = open(kind.toLowerCase(Locale.ROOT), directory)) {
            return run(keychain, output, main, args);
        }
    }

    private static DesktopKeychain open(String kind, Path directory) throws Exception {
        return switch (kind) {
            case "kwallet" -> new RealKWallet(directory);
            case "keepassxc" -> new RealKeePassXC(directory, true);
            case "keepassxc-unconfirmed" -> new RealKeePassXC(directory, false);
            case "gnome-keyring" -> new RealGnomeKeyring(directory);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static int run(DesktopKeychain keychain, Redirect output, Class<?> main, String... args) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Programs.java(main, args))
                .redirectError(Redirect.INHERIT)
                .redirectOutput(output);
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
