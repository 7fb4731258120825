package io.github.keytray.tray.setup;

import org.jspecify.annotations.Nullable;

/**
 * What is set and not for the tray to ask. A null leaves it to the person, or to the next file.
 *
 * @param startAtLogin whether the tray starts with the session
 * @param addAccounts whether a person may add an account at a provider that no file lists
 * @param notifications whether the tray may notify
 */
public record Policy(
        @Nullable Boolean startAtLogin,
        @Nullable Boolean addAccounts,
        @Nullable Boolean notifications) {
    public static final Policy FREE = new Policy(null, null, null);

    /** This one where it says something, else the other. */
    Policy orElse(Policy other) {
        return new Policy(
                startAtLogin == null ? other.startAtLogin : startAtLogin,
                addAccounts == null ? other.addAccounts : addAccounts,
                notifications == null ? other.notifications : notifications);
    }

    public boolean startsAtLogin() {
        return startAtLogin != null && startAtLogin;
    }

    public boolean mayAddAccounts() {
        return addAccounts == null || addAccounts;
    }

    public boolean mayNotify() {
        return notifications == null || notifications;
    }
}
