package io.github.keytray.tray.window;

import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.PlainText;
import io.github.keytray.tray.theme.Sizes;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Font;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.ListCellRenderer;
import javax.swing.UIManager;

/** Draws a line of the list: the sign of its state, the person, and beneath them the application and the state. */
final class RowRenderer implements ListCellRenderer<SignInRow> {
    private final SignInText words;
    private final JLabel provider = PlainText.in(new JLabel());
    private final JLabel person = PlainText.in(new JLabel());
    private final JLabel state = PlainText.in(new JLabel());
    private final JLabel sign = new JLabel();
    private final JPanel line = new JPanel(new BorderLayout(Sizes.px(8), 0));
    private final JPanel cell = new JPanel(new BorderLayout());

    RowRenderer(SignInText words) {
        this.words = words;
        Font font = UIManager.getFont("List.font");
        provider.setFont(font.deriveFont(font.getSize2D() * 0.9f));
        provider.setBorder(Sizes.border(10, 10, 4, 10));
        provider.setForeground(UIManager.getColor("Label.disabledForeground"));
        provider.setIconTextGap(8);
        person.setFont(font);
        state.setFont(font.deriveFont(font.getSize2D() * 0.9f));
        JPanel texts = new JPanel(new BorderLayout(0, Sizes.px(1)));
        texts.setOpaque(false);
        texts.add(person, BorderLayout.NORTH);
        texts.add(state, BorderLayout.SOUTH);
        line.setBorder(Sizes.border(5, 10, 5, 10));
        line.add(sign, BorderLayout.LINE_START);
        line.add(texts, BorderLayout.CENTER);
        cell.setOpaque(false);
        cell.add(provider, BorderLayout.NORTH);
        cell.add(line, BorderLayout.CENTER);
        cell.applyComponentOrientation(words.messages().orientation());
    }

    @Override
    public Component getListCellRendererComponent(
            JList<? extends SignInRow> list, SignInRow row, int index, boolean isSelected, boolean hasFocus) {
        provider.setVisible(row.isFirst());
        provider.setText(row.provider().name());
        provider.setIcon(row.provider().icon());
        person.setText(row.signIn().user().username());
        state.setText(words.application(row.signIn()) + " \u00b7 "
                + words.state(row.signIn().state()));
        Color ground = isSelected ? list.getSelectionBackground() : list.getBackground();
        sign.setIcon(new StateIcon(row.signIn().state(), ground, isSelected ? list.getSelectionForeground() : null));
        line.setBackground(ground);
        person.setForeground(isSelected ? list.getSelectionForeground() : list.getForeground());
        Color quiet = UIManager.getColor("Label.disabledForeground");
        state.setForeground(isSelected ? list.getSelectionForeground() : quiet);
        cell.getAccessibleContext()
                .setAccessibleName(person.getText() + ", " + row.provider().name() + ", " + state.getText());
        return cell;
    }
}
