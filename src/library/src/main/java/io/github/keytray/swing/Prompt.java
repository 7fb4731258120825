package io.github.keytray.swing;

import io.github.keytray.swing.Messages.ButtonLabel;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JOptionPane;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * A question in the manner of {@link JOptionPane}: modal to its owner, in the host's look and feel; the first option is
 * the default, and Escape or closing the window chooses none.
 *
 * @param icon one of our icons, by its name
 * @param heading the question
 * @param lines what there is to know
 * @param extra what stands below, made with the window; null for nothing
 * @param isExtraFirst whether that has the focus at first, instead of the first option
 * @param options the buttons
 */
record Prompt(
        @Nullable Window owner,
        Messages messages,
        String icon,
        String title,
        String heading,
        List<String> lines,
        @Nullable Supplier<JComponent> extra,
        boolean isExtraFirst,
        List<ButtonLabel> options) {

    Prompt(
            @Nullable Window owner,
            Messages messages,
            String icon,
            String title,
            String heading,
            List<String> lines,
            ButtonLabel... options) {
        this(owner, messages, icon, title, heading, lines, null, false, List.of(options));
    }

    /** The same question, with a component below it. */
    Prompt with(Supplier<JComponent> below) {
        return new Prompt(owner, messages, icon, title, heading, lines, below, false, options);
    }

    /** The same question, with a component below it that has the focus at first. */
    Prompt startingWith(Supplier<JComponent> below) {
        return new Prompt(owner, messages, icon, title, heading, lines, below, true, options);
    }

    /** Shows the prompt, on the event dispatch thread, and waits for the answer: an index of the options, or -1. */
    int show() {
        JOptionPane pane = pane();
        JDialog dialog = dialog(pane);
        dialog.setVisible(true);
        OwnerGone.leave(dialog);
        return answer(pane);
    }

    /** Shows the prompt, from a worker, and waits for the answer. An interrupt takes the prompt away. */
    int ask() throws InterruptedException {
        try (OpenPrompt shown = begin()) {
            return Edt.await(shown.answer());
        }
    }

    /**
     * Shows the prompt and waits for the answer, until the deadline. Called on a worker thread; an interrupt closes the
     * prompt.
     *
     * @throws TimeoutException when there was no answer until the deadline; then the prompt is closed
     */
    int ask(Duration patience) throws InterruptedException, TimeoutException {
        try (OpenPrompt shown = begin()) {
            return Edt.await(shown.answer(), patience);
        }
    }

    /** Shows the prompt, from a worker, and does not wait. Its parts are made in events of their own, which each take a while. */
    OpenPrompt begin() throws InterruptedException {
        List<JComponent> parts = Edt.call(this::parts);
        JOptionPane pane = Edt.call(() -> pane(parts));
        OpenPrompt shown = Edt.call(() -> new OpenPrompt(this, pane), OpenPrompt::close);
        SwingUtilities.invokeLater(shown::show);
        return shown;
    }

    /** A prompt on the screen, until it is answered or closed. It outlives the host's dialog that it was shown over. */
    static final class OpenPrompt implements AutoCloseable {
        private final Prompt prompt;
        private final CompletableFuture<Integer> answer = new CompletableFuture<>();
        private JOptionPane pane;
        private JDialog dialog;

        private OpenPrompt(Prompt prompt, JOptionPane pane) {
            this.prompt = prompt;
            this.pane = pane;
            this.dialog = prompt.dialog(pane);
        }

        /** The index of the chosen option, or -1. Arrives on the event dispatch thread, or where the prompt is closed. */
        CompletableFuture<Integer> answer() {
            return answer;
        }

        private void show() {
            if (answer.isDone()) return;
            try {
                if (OwnerGone.isToBeOutlived(dialog, prompt.owner)) {
                    OwnerGone.leave(dialog);
                    showAgain();
                    return;
                }
                dialog.setVisible(true);
                OwnerGone.leave(dialog);
                boolean isUnanswered = pane.getValue() == JOptionPane.UNINITIALIZED_VALUE && !answer.isDone();
                if (isUnanswered && OwnerGone.isToBeOutlived(dialog, prompt.owner)) showAgain();
                else answer.complete(prompt.answer(pane));
            } catch (RuntimeException | Error fault) {
                answer.completeExceptionally(fault);
            }
        }

        /** Later: the host's own dialog has to return first. */
        private void showAgain() {
            pane = prompt.pane();
            dialog = prompt.dialog(pane);
            SwingUtilities.invokeLater(this::show);
        }

        @Override
        public void close() {
            answer.complete(-1);
            SwingUtilities.invokeLater(() -> OwnerGone.leave(dialog));
        }
    }

    /** The question itself, for a window to show. Its value is the text of the chosen option. */
    JOptionPane pane() {
        return pane(parts());
    }

    /** The texts, and what is below them. */
    private List<JComponent> parts() {
        List<JComponent> parts = new ArrayList<>();
        parts.add(WrappedText.heading(heading));
        lines.forEach(line -> parts.add(WrappedText.text(line)));
        if (extra != null) parts.add(extra.get());
        return parts;
    }

    private JOptionPane pane(List<JComponent> parts) {
        Object[] texts = options.stream().map(ButtonLabel::text).toArray();
        JOptionPane pane =
                new JOptionPane(
                        parts.toArray(),
                        JOptionPane.PLAIN_MESSAGE,
                        JOptionPane.DEFAULT_OPTION,
                        new DialogIcon(icon),
                        texts,
                        texts[0]) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void selectInitialValue() {
                        super.selectInitialValue();
                        if (isExtraFirst) parts.get(parts.size() - 1).requestFocusInWindow();
                    }
                };
        buttons(pane)
                .forEach(button -> options.stream()
                        .filter(option -> option.text().equals(button.getText()))
                        .forEach(option -> option.putOn(button)));
        pane.getAccessibleContext().setAccessibleName(heading);
        pane.getAccessibleContext().setAccessibleDescription(String.join(" ", lines));
        pane.applyComponentOrientation(messages.orientation());
        return pane;
    }

    /** Which option was chosen, or -1. */
    int answer(JOptionPane pane) {
        Object value = pane.getValue();
        return options.stream().map(ButtonLabel::text).toList().indexOf(value);
    }

    private JDialog dialog(JOptionPane pane) {
        Window front = DialogOwner.owner(owner);
        JDialog dialog = pane.createDialog(front, title);
        dialog.setName("keytray." + title);
        dialog.getAccessibleContext().setAccessibleDescription(heading + " " + String.join(" ", lines));
        dialog.setModalityType(
                front == null ? Dialog.ModalityType.APPLICATION_MODAL : Dialog.ModalityType.DOCUMENT_MODAL);
        return dialog;
    }

    private static Stream<JButton> buttons(Container container) {
        return Stream.of(container.getComponents())
                .flatMap(child -> child instanceof JButton button
                        ? Stream.of(button)
                        : child instanceof Container inner ? buttons(inner) : Stream.empty());
    }
}
