package io.github.keytray.tray;

import io.github.keytray.preauth.KeptSignIn;

/** What a person can have done in the window. What the menu has not is for the event dispatch thread alone; none blocks. */
interface Wishes extends TrayMenu.Actions {
    void refresh(KeptSignIn signIn);

    void signInAgain(KeptSignIn signIn);

    void makeDefault(KeptSignIn signIn);

    void signOut(KeptSignIn signIn);

    void unlock();

    void showDeclined();

    /** Has the tray start with the session, or not. */
    void setAutostart(boolean on);
}
