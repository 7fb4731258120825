package io.github.keytray.swing;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.ListCellRenderer;
import javax.swing.ListSelectionModel;

/**
 * The list of users to choose from: initials, name, and what happens when they are chosen. On the event dispatch
 * thread.
 */
final class AccountList extends JList<AccountList.AccountRow> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ROWS = 5;

    /**
     * One of them.
     *
     * @param state in the person's language
     */
    record AccountRow(DisplayedUser person, String state) {
        /** What a screen reader says. */
        @Override
        public String toString() {
            return person.name() + ", " + below();
        }

        String below() {
            return person.hasName() ? state + " · " + person.username() : state;
        }
    }

    AccountList(String name) {
        super(new DefaultListModel<>());
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setCellRenderer(new AccountRenderer(WrappedText.em(this)));
        getAccessibleContext().setAccessibleName(name);
    }

    /** Shows these users; the selection stays as near as possible. */
    void show(List<AccountRow> rows) {
        int selected = Math.max(0, getSelectedIndex());
        DefaultListModel<AccountRow> model = new DefaultListModel<>();
        model.addAll(rows);
        setModel(model);
        setSelectedIndex(Math.min(selected, rows.size() - 1));
        setVisibleRowCount(Math.min(rows.size(), MOST_ROWS));
    }

    private static final class AccountRenderer extends JPanel implements ListCellRenderer<AccountRow> {
        private static final long serialVersionUID = 1L;

        private final JLabel picture = new JLabel();
        private final JLabel name = PlainText.in(new JLabel());
        private final JLabel below = PlainText.in(new JLabel());
        private final int em;

        AccountRenderer(int em) {
            super(new BorderLayout(em * 2 / 3, 0));
            this.em = em;
            setBorder(BorderFactory.createEmptyBorder(em / 3, em / 2, em / 3, em / 2));
            name.setFont(WrappedText.labelFont().deriveFont(Font.BOLD));
            below.setFont(WrappedText.labelFont());
            JPanel lines = new JPanel(new BorderLayout());
            lines.setOpaque(false);
            lines.add(name, BorderLayout.PAGE_START);
            lines.add(below, BorderLayout.PAGE_END);
            add(picture, BorderLayout.LINE_START);
            add(lines, BorderLayout.CENTER);
        }

        @Override
        public Component getListCellRendererComponent(
                JList<? extends AccountRow> list, AccountRow row, int index, boolean selected, boolean focused) {
            picture.setIcon(new Avatar(row.person(), em * 2));
            name.setText(row.person().name());
            below.setText(row.below());
            // A plain colour: Nimbus would take its own for a panel's.
            setBackground(new Color((selected ? list.getSelectionBackground() : list.getBackground()).getRGB()));
            Color ink = new Color((selected ? list.getSelectionForeground() : list.getForeground()).getRGB());
            name.setForeground(ink);
            below.setForeground(ink);
            applyComponentOrientation(list.getComponentOrientation());
            getAccessibleContext().setAccessibleName(row.toString());
            return this;
        }

        /** A long name ends in dots instead of widening the window. */
        @Override
        public Dimension getPreferredSize() {
            Dimension wanted = super.getPreferredSize();
            return new Dimension(Math.min(wanted.width, WrappedText.width()), wanted.height);
        }
    }
}
