package io.github.keytray.swing;

import java.awt.Dialog;
import java.awt.Window;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a dialog of ours when the window that owns it goes: AWT hides an owned window with its owner, and shows
 * it again with it. On the event dispatch thread.
 */
final class OwnerGone {
    private OwnerGone() {}

    /**
     * Whether a dialog that is hidden went with its owner, and has to be shown again over another window: the owner was
     * the host's own modal dialog. Where the window that the host has named is gone, the host is ending, and our dialog
     * ends, too.
     *
     * @param named the window that the host has named, if any
     */
    static boolean isToBeOutlived(Dialog dialog, @Nullable Window named) {
        Window owner = dialog.getOwner();
        boolean isOwnerGone = owner instanceof Dialog && owner != named && !owner.isShowing();
        return isOwnerGone && (named == null || named.isDisplayable());
    }

    /** Disposes of a dialog for good, also when its owner is shown again. */
    static void leave(Dialog dialog) {
        dialog.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentShown(ComponentEvent event) {
                dialog.dispose();
            }
        });
        dialog.dispose();
    }
}
