package io.github.keytray.cli;

import io.github.keytray.testing.Screen;
import java.awt.Component;
import java.awt.Dialog;
import java.awt.Frame;
import java.awt.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.accessibility.AccessibleContext;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.Timer;
import javax.swing.text.JTextComponent;
import org.jspecify.annotations.Nullable;

/** {@code keytray}, by a reader who writes into a file all that can be read or heard in its windows. */
final class WindowRecorder {
    private static final int BETWEEN_LOOKS_MILLIS = 100;

    private final Path file;
    private final Set<String> seen = new LinkedHashSet<>();

    private WindowRecorder(Path file) {
        this.file = file;
    }

    public static void main(String[] args) throws InterruptedException {
        WindowRecorder eyes = new WindowRecorder(Path.of(args[0]));
        new Timer(BETWEEN_LOOKS_MILLIS, event -> eyes.look()).start();
        Main.main(Arrays.copyOfRange(args, 1, args.length));
    }

    private void look() {
        for (Window window : Window.getWindows()) {
            if (window instanceof Frame frame) note(frame.getTitle());
            if (window instanceof Dialog dialog) note(dialog.getTitle());
            Stream.concat(Stream.of(window), Screen.all(window)).forEach(this::read);
        }
    }

    private void read(Component component) {
        AccessibleContext told = component.getAccessibleContext();
        if (told != null) {
            note(told.getAccessibleName());
            note(told.getAccessibleDescription());
            for (int i = 0; i < told.getAccessibleChildrenCount() && component instanceof JList; i++) {
                note(told.getAccessibleChild(i).getAccessibleContext().getAccessibleName());
            }
        }
        if (component instanceof JComponent swing) note(swing.getToolTipText());
        if (component instanceof JLabel label) note(label.getText());
        if (component instanceof AbstractButton button) note(button.getText());
        if (component instanceof JTextComponent text) note(text.getText());
        if (component instanceof JList<?> list) {
            for (int i = 0; i < list.getModel().getSize(); i++)
                note(String.valueOf(list.getModel().getElementAt(i)));
        }
    }

    private void note(@Nullable String text) {
        if (text == null || text.isBlank() || !seen.add(text)) return;
        try {
            Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
