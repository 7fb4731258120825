package io.github.keytray.tray;

/** An icon in a tray, in one of the ways that desktops have. Every method on one thread at a time; none blocks. */
interface TrayFace extends AutoCloseable {
    void show(TrayLook look);

    /** Says something once, where the tray itself can: elsewhere the desktop does. */
    default void notice(String title, String text) {}

    @Override
    void close();
}
