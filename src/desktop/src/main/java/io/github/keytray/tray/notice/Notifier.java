package io.github.keytray.tray.notice;

/** Tells a person something while they look elsewhere. For any thread; never blocks. Where nobody can be told it does nothing. */
public interface Notifier {
    /**
     * Shows a notice, in the place of the one before.
     *
     * @param action what its button says
     * @param work what a click on it does, on any thread
     */
    void show(String title, String text, String action, Runnable work);
}
