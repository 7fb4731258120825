package io.github.keytray.swing;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** The list of an {@link AccountChooser}, with what can be done to it. On the event dispatch thread. */
final class AccountPanel extends JPanel {
    private static final long serialVersionUID = 1L;

    private final AccountList list;

    /** @param remove is called with the id of the user to remove */
    AccountPanel(Messages messages, Consumer<String> remove) {
        super(new BorderLayout());
        list = new AccountList(messages.get("choose.list"));
        Runnable removeSelected = () -> {
            String id = selected();
            if (id != null) remove.accept(id);
        };
        list.getInputMap().put(KeyStroke.getKeyStroke(KeyEvent.VK_DELETE, 0), "remove");
        list.getActionMap().put("remove", new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(ActionEvent event) {
                removeSelected.run();
            }
        });
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2) choose();
            }
        });
        JButton button = messages.button("choose.remove", removeSelected);
        JPanel below = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
        int gap = WrappedText.em(button) / 2;
        below.setBorder(BorderFactory.createEmptyBorder(gap, 0, gap, 0));
        below.add(button);
        setBorder(BorderFactory.createEmptyBorder(gap, 0, 0, 0));
        add(new JScrollPane(list), BorderLayout.CENTER);
        add(below, BorderLayout.PAGE_END);
    }

    void show(List<AccountList.AccountRow> rows) {
        list.show(rows);
    }

    /** The id of the selected user. */
    @Nullable
    String selected() {
        AccountList.AccountRow row = list.getSelectedValue();
        return row == null ? null : row.person().id();
    }

    /** The list takes the focus: the arrow keys select a user, and Enter chooses them. */
    @Override
    public boolean requestFocusInWindow() {
        return list.requestFocusInWindow();
    }

    private void choose() {
        if (SwingUtilities.getAncestorOfClass(JOptionPane.class, this) instanceof JOptionPane pane) {
            pane.setValue(pane.getInitialValue());
        }
    }
}
