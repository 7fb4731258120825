package io.github.keytray.swing;

import java.awt.Dialog;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import javax.swing.JDialog;
import javax.swing.JOptionPane;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * A window that says what to do in the keychain's own window, with a button that cancels the wait for it. It takes neither
 * the keyboard from the keychain's window nor the host's windows from the user.
 */
final class KeychainGuide implements BiFunction<String, Runnable, Runnable> {
    private final @Nullable Window owner;

    /**
     * @param owner the host's window; null for none
     */
    KeychainGuide(@Nullable Window owner) {
        this.owner = owner;
    }

    @Override
    public Runnable apply(String keychain, Runnable cancel) {
        AtomicReference<@Nullable JDialog> shown = new AtomicReference<>();
        SwingUtilities.invokeLater(() -> shown.set(open(keychain, cancel)));
        // Later events come later: the window is there by then.
        return () -> SwingUtilities.invokeLater(() -> {
            JDialog dialog = shown.getAndSet(null);
            if (dialog != null) dialog.dispose();
        });
    }

    private JDialog open(String keychain, Runnable cancel) {
        Messages messages = Messages.of(owner);
        Prompt prompt = new Prompt(
                owner,
                messages,
                "keep",
                messages.get("keychain.title"),
                messages.get("keychain.heading", keychain),
                List.of(messages.get("keychain.text", keychain), messages.get("keychain.deadline")),
                messages.label("cancel"));
        JOptionPane pane = prompt.pane();
        JDialog dialog = pane.createDialog(DialogOwner.owner(owner), messages.get("keychain.title"));
        dialog.setName("keytray.keychain");
        dialog.setModalityType(Dialog.ModalityType.MODELESS);
        // A password that is typed must not go to this window.
        dialog.setAutoRequestFocus(false);
        dialog.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentHidden(ComponentEvent event) {
                if (pane.getValue() != JOptionPane.UNINITIALIZED_VALUE) cancel.run();
            }
        });
        Rectangle screen = dialog.getGraphicsConfiguration().getBounds();
        // The keychain's window is in the middle.
        dialog.setLocation(screen.x + (screen.width - dialog.getWidth()) / 2, screen.y + screen.height / 24);
        dialog.setVisible(true);
        return dialog;
    }
}
