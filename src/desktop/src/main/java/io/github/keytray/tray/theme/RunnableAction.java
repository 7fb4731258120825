package io.github.keytray.tray.theme;

import java.awt.event.ActionEvent;
import javax.swing.AbstractAction;
import javax.swing.KeyStroke;
import org.jspecify.annotations.Nullable;

/** Something that a menu, a button and a key do alike. */
public final class RunnableAction extends AbstractAction {
    private static final long serialVersionUID = 1L;

    private final transient Runnable work;

    /**
     * An action.
     *
     * @param text its name, with {@code &} before the mnemonic
     * @param key its accelerator key, or null
     */
    public RunnableAction(String text, @Nullable KeyStroke key, Runnable work) {
        this.work = work;
        int mark = text.indexOf('&');
        putValue(NAME, text.replace("&", ""));
        if (mark >= 0) {
            putValue(MNEMONIC_KEY, (int) Character.toUpperCase(text.charAt(mark + 1)));
            putValue(DISPLAYED_MNEMONIC_INDEX_KEY, mark);
        }
        putValue(ACCELERATOR_KEY, key);
    }

    @Override
    public void actionPerformed(ActionEvent event) {
        work.run();
    }
}
