package io.github.keytray.cli;

import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import java.util.Optional;

/**
 * Whether a tray that starts now would read every sign-in without asking the person. Only another process can tell: some
 * keychains ask once for each program, and a tray that was allowed to read them does not know of a keychain that was locked since.
 */
final class TrayTrial {
    private TrayTrial() {}

    /** Reads them all. Asks nobody, and changes nothing. */
    static boolean isReadable(Keychain keychain) throws InterruptedException {
        Keychain unattended = keychain.unattended();
        try {
            for (IndexedUser entry : unattended.indexedUsers()) {
                KeychainUserStore store = new KeychainUserStore(unattended, entry.account()).inBackground();
                Optional<StoredUser> unused = store.getUser(entry.user().id());
            }
            return true;
        } catch (GrantException locked) {
            return false;
        }
    }
}
