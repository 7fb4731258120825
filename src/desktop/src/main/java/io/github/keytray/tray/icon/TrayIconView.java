package io.github.keytray.tray.icon;

/** An icon in a tray, in one of the ways that desktops have. Every method on one thread at a time; none blocks. */
public interface TrayIconView extends AutoCloseable {
    void show(TrayIconModel look);

    /** Says something once, where the tray itself can: elsewhere the desktop does. */
    default void notice(String title, String text) {}

    @Override
    void close();
}
