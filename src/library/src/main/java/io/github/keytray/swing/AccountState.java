package io.github.keytray.swing;

import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;

/** What happens when a stored user is chosen. */
enum AccountState {
    /** They are signed in. */
    READY,
    /** They would be, but this computer has no network for the refresh. */
    OFFLINE,
    /** The browser opens. */
    AGAIN;

    static AccountState of(StoredUser user, Instant now, boolean online) {
        Token token = user.token();
        if (token == null) return AGAIN;
        if (token.isValid(now, Duration.ZERO)) return READY;
        boolean renewable = token.refreshToken() != null || token.expiresAt() == null;
        if (!renewable) return AGAIN;
        return online ? READY : OFFLINE;
    }

    /** Whether this computer has any network but its own. May block. */
    static boolean isOnline() {
        try {
            return NetworkInterface.networkInterfaces().anyMatch(AccountState::isOutward);
        } catch (SocketException unknown) {
            return true;
        }
    }

    private static boolean isOutward(NetworkInterface network) {
        try {
            return network.isUp()
                    && !network.isLoopback()
                    && !network.getInterfaceAddresses().isEmpty();
        } catch (SocketException gone) {
            return false;
        }
    }
}
