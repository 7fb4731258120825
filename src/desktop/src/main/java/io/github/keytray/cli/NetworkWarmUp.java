package io.github.keytray.cli;

import io.github.keytray.internal.platform.DaemonThread;
import java.net.http.HttpClient;

/**
 * Loads Java's HTTP and TLS, which takes as long as all the rest of a sign-in's start, while the rest goes on. No request is
 * made. Where a sign-in is stored it was for nothing.
 */
final class NetworkWarmUp {
    private NetworkWarmUp() {}

    static void begin() {
        new DaemonThread("keytray-network", NetworkWarmUp::load).start();
    }

    private static void load() {
        try {
            HttpClient unused = HttpClient.newHttpClient();
        } catch (RuntimeException | Error problem) {
            // The first request says so.
        }
    }
}
