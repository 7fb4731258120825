package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.Roster;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether a tray that starts now would read every sign-in without asking the person. Only another process than the tray that
 * runs can tell: some keychains ask once for each program, and a tray may hold what it read before the keychain was locked.
 */
final class TrayTrial {
    /** It lets a program in by the name that it says, while the tray that has the same name is connected. */
    private static final String UNKNOWABLE = "KWallet";

    private TrayTrial() {}

    /** Reads them all, and asks nothing of the person. */
    static boolean isReadable(Keychain keychain) throws InterruptedException {
        Keychain unattended = keychain.unattended();
        Map<Account, Roster> rosters = new HashMap<>();
        try {
            for (IndexedUser entry : unattended.indexedUsers()) {
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
            return !keychain.name().equals(UNKNOWABLE);
        } catch (GrantException locked) {
            return false;
        }
    }
}
