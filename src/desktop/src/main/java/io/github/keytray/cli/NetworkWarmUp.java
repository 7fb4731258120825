package io.github.keytray.cli;

import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.MetadataFile;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Loads Java's HTTP and TLS, which takes as long as all the rest of a sign-in's start, while the rest goes on. No request is
 * made. It is not done for a sign-in in the browser at a provider that is remembered, whose page opens before the provider is
 * asked: there it would take the processor from what comes first. A guess: where a stored sign-in is renewed instead, the network
 * is loaded when it is used.
 */
final class NetworkWarmUp {
    private static final String ISSUER = "--issuer";

    private NetworkWarmUp() {}

    static void begin(String[] args) {
        new DaemonThread("keytray-network", () -> load(args)).start();
    }

    private static void load(String[] args) {
        try {
            if (isInBrowser(args) && isRemembered(issuer(args))) return;
            HttpClient unused = HttpClient.newHttpClient();
        } catch (RuntimeException | Error problem) {
            // The first request says so.
        }
    }

    private static boolean isInBrowser(String[] args) {
        return args[0].equals("login") && !List.of(args).contains("--device");
    }

    private static boolean isRemembered(String issuer) {
        Path known = Directories.current().providers();
        // Where nothing is remembered, the name of no file is needed: the digest in it takes long to load, too.
        String[] names = known.toFile().list();
        if (names == null || names.length == 0) return false;
        return MetadataFile.of(known, issuer).isUsable(Instant.now());
    }

    /** As it was written; empty where no option names it. */
    private static String issuer(String[] args) {
        for (int i = 1; i < args.length; i++) {
            if (args[i].startsWith(ISSUER + "=")) return args[i].substring(ISSUER.length() + 1);
            if (args[i].equals(ISSUER) && i + 1 < args.length) return args[i + 1];
        }
        return "";
    }
}
