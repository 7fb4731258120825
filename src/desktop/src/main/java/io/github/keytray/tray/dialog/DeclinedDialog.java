package io.github.keytray.tray.dialog;

import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.PlainText;
import java.awt.Component;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JOptionPane;
import javax.swing.JScrollPane;
import javax.swing.ListSelectionModel;
import org.jspecify.annotations.Nullable;

/** Lists the people who chose not to be asked again, so that one can be. */
public record DeclinedDialog(SignInText words, Consumer<IndexedUser> askAgain) {
    /** Shows the dialog, on the event dispatch thread, and waits for the answer. */
    public void show(@Nullable Component owner, List<IndexedUser> declined) {
        if (declined.isEmpty()) {
            new MessageDialog(words, JOptionPane.INFORMATION_MESSAGE)
                    .show(owner, "declined.title", words.text("declined.none"));
            return;
        }
        JList<String> list = new JList<>(declined.stream().map(this::line).toArray(String[]::new));
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setSelectedIndex(0);
        list.setVisibleRowCount(Math.min(8, declined.size()));
        list.getAccessibleContext().setAccessibleName(words.text("declined.title"));
        list.setCellRenderer(PlainText.in(new DefaultListCellRenderer()));
        JLabel text = PlainText.in(new JLabel(words.text("declined.text")));
        int answer = new Options(words, words.text("declined.again"), words.text("close"))
                .show(owner, "declined.title", JOptionPane.PLAIN_MESSAGE, text, new JScrollPane(list));
        int chosen = list.getSelectedIndex();
        if (answer == 0 && chosen >= 0) askAgain.accept(declined.get(chosen));
    }

    private String line(IndexedUser entry) {
        return entry.user().username() + "  \u00b7  " + entry.account().host() + "  \u00b7  "
                + (entry.application() == null ? entry.account().clientId() : entry.application());
    }
}
