package io.github.keytray.swing;

import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.keychain.Keychain;
import javax.swing.SwingUtilities;

/** Closes the keychain of this process, and does not let the event dispatch thread wait for it. */
final class KeychainShutdown {
    private KeychainShutdown() {}

    static void run() {
        if (!SwingUtilities.isEventDispatchThread()) {
            closeAndWait();
            return;
        }
        Thread thread = new DaemonThread("keytray-close", KeychainShutdown::closeAndWait);
        thread.start();
    }

    private static void closeAndWait() {
        try {
            Keychain.system().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
