package io.github.keytray.swing;

import java.util.function.Consumer;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** The question whether to stay signed in, as a listener in a window of the host's own. Called by a worker. */
final class HostedSavePanel implements AutoCloseable {
    private final SaveQuestion question;
    private final Consumer<? super SavePanel> place;
    private @Nullable SavePanel panel;

    /** @param place adds the panel somewhere, on the event dispatch thread; where it fails, the panel is nowhere */
    HostedSavePanel(SaveQuestion question, Consumer<? super SavePanel> place) {
        this.question = question;
        this.place = place;
    }

    SavePanel begin() throws InterruptedException {
        SavePanel created = Edt.call(() -> new SavePanel(question));
        panel = created;
        SwingUtilities.invokeLater(() -> place.accept(created));
        return created;
    }

    @Override
    public void close() {
        SavePanel placed = panel;
        if (placed != null) SwingUtilities.invokeLater(placed::leave);
    }
}
