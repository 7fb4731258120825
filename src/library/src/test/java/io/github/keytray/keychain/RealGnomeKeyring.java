package io.github.keytray.keychain;

import java.nio.file.Path;

/** GNOME Keyring, as {@link PrivateSession} has it. */
final class RealGnomeKeyring extends DesktopKeychain {
    RealGnomeKeyring(Path directory) throws Exception {
        super(PrivateSession.withKeyring(directory), directory);
    }

    @Override
    String name() {
        return "GNOME Keyring";
    }

    @Override
    void start() throws Exception {
        session.startKeyring();
    }

    @Override
    void lock() throws Exception {
        session.lock();
    }

    @Override
    void kill() throws Exception {
        session.killKeyring();
    }

    @Override
    void answer(Window window, boolean agrees) throws Exception {
        if (agrees) fill(window, "open sesame");
        else press(window, "Escape");
    }

    @Override
    String windowClass() {
        return "gcr-prompter";
    }
}
