package io.github.keytray.tray.theme;

import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** Follows what is typed into a field. */
public record TextChangeListener(Runnable work) implements DocumentListener {
    @Override
    public void insertUpdate(DocumentEvent event) {
        work.run();
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
        work.run();
    }

    /** Of no text that is plain. */
    @Override
    public void changedUpdate(DocumentEvent event) {}
}
