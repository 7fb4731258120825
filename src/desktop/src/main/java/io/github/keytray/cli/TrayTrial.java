package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.Roster;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a tray that starts now would read every sign-in without asking the person. Only another process than the tray that
 * runs can tell: some keychains ask once for each program, and a tray may hold what it read before the keychain was locked.
 */
final class TrayTrial {
    /** It knows programs by the names that they give, and lets in every process by the name of a tray that is connected. */
    private static final String BY_NAME = "KWallet";

    private TrayTrial() {}

    /** Reads them all, and asks nothing of the person. */
    static boolean isReadable(Keychain keychain) throws InterruptedException {
        Keychain unattended = keychain.unattended();
        Map<Account, Roster> rosters = new HashMap<>();
        try {
            List<IndexedUser> entries = unattended.indexedUsers();
            if (keychain.name().equals(BY_NAME)) return false;
            for (IndexedUser entry : entries) {
                Account account = entry.account();
                if (!rosters.containsKey(account)) {
                    rosters.put(
                            account,
                            new KeychainUserStore(unattended, account)
                                    .inBackground()
                                    .roster());
                }
                boolean isStored = rosters.get(account).user(entry.user().id()).isPresent();
                if (!isStored && !entry.isDeclined()) return false;
            }
            return true;
        } catch (GrantException locked) {
            return false;
        }
    }
}
