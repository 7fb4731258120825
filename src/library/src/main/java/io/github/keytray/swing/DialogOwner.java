package io.github.keytray.swing;

import java.awt.Dialog;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose window a dialog may belong to, so that it is neither hidden nor blocked. */
final class DialogOwner {
    private DialogOwner() {}

    /**
     * The owner of a dialog to be shown now: where the host has a modal dialog open, that dialog, since it would block
     * ours; else the window that the host has named, if any. On the event dispatch thread.
     */
    static @Nullable Window owner(@Nullable Window named) {
        Window active = KeyboardFocusManager.getCurrentKeyboardFocusManager().getActiveWindow();
        if (isModal(active)) return active;
        return Stream.of(Window.getWindows())
                .filter(DialogOwner::isModal)
                .reduce((first, last) -> last)
                .orElse(named);
    }

    private static boolean isModal(@Nullable Window window) {
        return window instanceof Dialog dialog && dialog.isShowing() && dialog.isModal();
    }
}
