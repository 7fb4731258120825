package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a keychain, in sentences for the person whose keychain it is. Safe for any thread. */
final class KeychainFailures {
    private volatile String keychain;

    /**
     * @param keychain what they call it, as far as it is known before it was asked
     */
    KeychainFailures(String keychain) {
        this.keychain = keychain;
    }

    /** The keychain's name for users. */
    String keychain() {
        return keychain;
    }

    /** Names the keychain that was found. */
    void isWith(Owner owner) {
        keychain = owner.name();
    }

    /**
     * @param environment which tells a desktop that has no bus from a place that is no desktop
     */
    StoreUnavailable noSession(Map<String, String> environment, @Nullable Throwable cause) {
        boolean isDesktop = !environment.getOrDefault("XDG_CURRENT_DESKTOP", "").isBlank();
        return new StoreUnavailable(
                Reason.ABSENT,
                "There is no keychain here, because no D-Bus session bus answers"
                        + (isDesktop
                                ? " on this desktop (DBUS_SESSION_BUS_ADDRESS). Sign-ins last until the application"
                                        + " ends. To keep them, sign in to the desktop again, or have it started by"
                                        + " dbus-run-session."
                                : ". Sign-ins last until the application ends. Start it from a desktop to keep them."),
                cause);
    }

    StoreUnavailable abstractBus(Throwable cause) {
        return new StoreUnavailable(
                Reason.ABSENT,
                "The keychain cannot be reached, because this desktop's D-Bus session bus listens on an abstract socket"
                        + " (DBUS_SESSION_BUS_ADDRESS=unix:abstract=…), to which this application cannot connect. Install"
                        + " dbus-user-session and sign in to the desktop again; until then sign-ins last until the"
                        + " application ends.",
                cause);
    }

    StoreUnavailable noService(@Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.ABSENT,
                "There is no keychain on this desktop that answers, so sign-ins last until the application ends."
                        + " Install or start GNOME Keyring, KeePassXC or KWallet to keep them.",
                cause);
    }

    StoreUnavailable onBus(BusException e) {
        if (e.isServiceAbsent()) return noService(e);
        if (e.isDenied()) return denied(e);
        return e.isNoReply() ? timedOut(e) : failed(e);
    }

    StoreUnavailable absent(@Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.ABSENT,
                keychain + " is not available in this session, so sign-ins last until the application ends."
                        + " Sign in to the computer itself to use it.",
                cause);
    }

    StoreUnavailable jna(String found, String needed, @Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.ABSENT,
                keychain + " cannot be used, because this application has " + found + " and Keytray needs JNA " + needed
                        + " or newer. Sign-ins last until the application ends. Ask for an application with a newer JNA"
                        + " (net.java.dev.jna:jna) on its class path.",
                cause);
    }

    StoreUnavailable elsewhere(String last, String now) {
        return new StoreUnavailable(
                Reason.ELSEWHERE,
                "Sign-ins were last kept in " + last + ", which does not answer now; " + now + " does. Start " + last
                        + ", or sign in again to keep them in " + now + ".");
    }

    static StoreUnavailable notThere(Owner owner) {
        return new StoreUnavailable(
                Reason.ELSEWHERE,
                owner.name() + " does not answer now, so that no sign-in was moved. Start " + owner.name()
                        + " and try again.");
    }

    static StoreUnavailable movedAway(Owner now) {
        return new StoreUnavailable(
                Reason.ELSEWHERE, "Sign-ins are kept in " + now.name() + " by now, so that none was moved. Try again.");
    }

    /** The copies in the other keychain are of no use to anybody, and no sign-in depends on them. */
    static StoreUnavailable notDeleted(String from, String to, StoreUnavailable cause) {
        return new StoreUnavailable(
                cause.reason(),
                "All sign-ins are in " + to + " now, but their old copies in " + from + " could not all be deleted: "
                        + cause.getMessage() + " Move once more to delete them.",
                cause);
    }

    static StoreUnavailable notNoted(Path directory, IOException cause) {
        return new StoreUnavailable(
                Reason.FAILED,
                "No sign-in was moved, because Keytray cannot write in " + directory
                        + ". Make room there, or see to it that it belongs to you, and try again.",
                cause);
    }

    StoreUnavailable closed() {
        if (keychain.equals(Owner.KEEPASSXC.name())) {
            return new StoreUnavailable(
                    Reason.LOCKED,
                    "KeePassXC is running, but the database that sign-ins are kept in is not open in it. Open the"
                            + " database in KeePassXC and try again. If it is open, choose the group that other"
                            + " programs may use in its Database Settings, Secret Service Integration.");
        }
        return new StoreUnavailable(
                Reason.ELSEWHERE,
                keychain + " is running, but what sign-ins were kept in is no longer there. Bring it back, or sign in"
                        + " again.");
    }

    StoreUnavailable unconfirmed(@Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.LOCKED,
                keychain + " did not do what Keytray asked, because nobody confirmed it in the window of " + keychain
                        + ". Try again and confirm it.",
                cause);
    }

    StoreUnavailable switchedOff() {
        return new StoreUnavailable(
                Reason.ABSENT,
                "KWallet is switched off, so sign-ins last until the application ends. Switch it on in the System"
                        + " Settings to keep them.");
    }

    StoreUnavailable locked(@Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.LOCKED, keychain + " is locked and was not unlocked. Unlock it and try again.", cause);
    }

    StoreUnavailable dismissed(@Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.DISMISSED,
                keychain + " stays locked, because its prompt was closed. Try again and unlock it.",
                cause);
    }

    StoreUnavailable denied(@Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.DENIED, keychain + " refused access. Allow it for this application and try again.", cause);
    }

    StoreUnavailable timedOut(@Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.TIMED_OUT,
                keychain + " did not answer in time. Try again in a while; if it happens again, restart it.",
                cause);
    }

    StoreUnavailable tooLarge(@Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.TOO_LARGE,
                "This sign-in is too large for " + keychain + ", so it lasts until the application ends.",
                cause);
    }

    StoreUnavailable full(@Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.TOO_LARGE, keychain + " is full. Remove entries you no longer need and try again.", cause);
    }

    StoreUnavailable duplicates(EntryName entry, @Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.FAILED,
                keychain + " holds the same sign-in twice. Remove the entries named \"" + entry.service()
                        + "\" in it and sign in again.",
                cause);
    }

    StoreUnavailable failed(@Nullable Throwable cause) {
        return new StoreUnavailable(Reason.FAILED, keychain + " gave an unexpected answer. Try again.", cause);
    }

    StoreUnavailable notStored() {
        return new StoreUnavailable(
                Reason.FAILED, keychain + " did not keep what it was given. Unlock or restart it and try again.");
    }

    static StoreUnavailable corrupt(@Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.CORRUPT, "The stored sign-in cannot be read. Sign in again to replace it.", cause);
    }

    static StoreUnavailable newer() {
        return new StoreUnavailable(
                Reason.CORRUPT,
                "The stored sign-in was written by a newer Keytray, and this application cannot read it."
                        + " Update the application, or sign in again: the newer one is set aside.");
    }

    static StoreUnavailable busy() {
        return new StoreUnavailable(
                Reason.BUSY, "Another application is renewing this sign-in and has not finished. Try again.");
    }

    static StoreUnavailable noFileLocks(Path directory, @Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.FAILED,
                "The file system of " + directory
                        + " has no file locks, without which sign-ins cannot be renewed or kept"
                        + " safely. Set XDG_STATE_HOME to a directory on a disk of this computer.",
                cause);
    }

    static StoreUnavailable noLock(Path path, @Nullable Throwable cause) {
        return new StoreUnavailable(
                Reason.FAILED,
                "Keytray cannot keep its lock in " + path
                        + ". Make sure that it belongs to you, is no link, and can be written.",
                cause);
    }
}
