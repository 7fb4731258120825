package io.github.keytray.tray.window;

import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.icon.TrayMenu;

/** What a person can have done in the window. What the menu has not is for the event dispatch thread alone; none blocks. */
public interface WindowActions extends TrayMenu.MenuActions {
    void refresh(StoredSignIn signIn);

    void signInAgain(StoredSignIn signIn);

    void makeDefault(StoredSignIn signIn);

    void signOut(StoredSignIn signIn);

    void unlock();

    void showDeclined();

    /** Moves all sign-ins to another keychain, as it was offered. */
    void moveSignIns();

    /** Has the tray start with the session, or not. */
    void setAutostart(boolean on);
}
