package io.github.keytray.tray;

import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** Follows what is typed into a field. */
record Typing(Runnable work) implements DocumentListener {
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
