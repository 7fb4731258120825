package io.github.keytray.tray.notice;

/**
 * Shows a notification of the desktop. For any thread; never blocks. Does nothing where the desktop has no
 * notifications.
 */
public interface Notifier {
    /**
     * Shows a notice, in the place of the one before.
     *
     * @param action what its button says
     * @param work what a click on it does, on any thread
     */
    void show(String title, String text, String action, Runnable work);

    /** Takes the latest notice away where it has this title and is still shown: what it says is not so any more. */
    default void withdraw(String title) {}

    /** Whether the latest notice has this title and is still shown. */
    default boolean isShown(String title) {
        return false;
    }
}
