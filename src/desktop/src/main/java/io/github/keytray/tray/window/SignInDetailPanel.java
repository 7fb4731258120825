package io.github.keytray.tray.window;

import io.github.keytray.preauth.SignInState.Attention;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.PlainText;
import io.github.keytray.tray.theme.Sizes;
import io.github.keytray.tray.theme.WrappingLabel;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.event.ActionEvent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import javax.swing.DefaultListCellRenderer;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.SwingConstants;

/** Everything about one sign-in, and what can be done about it. On the event dispatch thread. */
final class SignInDetailPanel extends JPanel {
    private static final long serialVersionUID = 1L;

    private final transient SignInText words;
    private final transient AccountActions accountActions;
    private final JLabel person = PlainText.in(new JLabel());
    private final JLabel provider = PlainText.in(new JLabel());
    private final JLabel state = PlainText.in(new JLabel("", SwingConstants.LEADING));
    private final WrappingLabel explanation = new WrappingLabel("");
    private final JLabel application = PlainText.in(new JLabel());
    private final JLabel used = PlainText.in(new JLabel());
    private final WrappingLabel isDefault = new WrappingLabel(" ");
    private final JButton primary = PlainText.in(new JButton());
    private final JButton makeDefault;
    private final DefaultListModel<String> history = new DefaultListModel<>();

    SignInDetailPanel(SignInText words, AccountActions accountActions) {
        super(new BorderLayout());
        this.words = words;
        this.accountActions = accountActions;
        this.makeDefault = PlainText.in(new JButton(accountActions.makeDefault()));
        setBorder(Sizes.border(16, 20, 16, 20));
        Font font = person.getFont();
        person.setFont(font.deriveFont(Font.BOLD, font.getSize2D() * 1.4f));
        state.setFont(font.deriveFont(Font.BOLD));
        state.setIconTextGap(8);
        provider.putClientProperty("FlatLaf.styleClass", "small");
        add(top(), BorderLayout.NORTH);
        add(bottom(), BorderLayout.CENTER);
    }

    private JComponent top() {
        JPanel top = new JPanel(new GridBagLayout());
        row(top, 0, 0, person);
        row(top, 1, 2, provider);
        row(top, 2, 14, state);
        row(top, 3, 4, explanation);
        row(top, 4, 14, facts());
        row(top, 5, 4, isDefault);
        row(top, 6, 16, buttons());
        return top;
    }

    private JComponent facts() {
        JPanel facts = new JPanel(new GridBagLayout());
        fact(facts, 0, "account.application", application);
        fact(facts, 1, "account.used", used);
        return facts;
    }

    private void fact(JPanel facts, int row, String name, JLabel value) {
        JLabel label = PlainText.in(new JLabel(words.text(name)));
        label.setEnabled(false);
        label.setLabelFor(value);
        GridBagConstraints at = new GridBagConstraints();
        at.gridy = row;
        at.anchor = GridBagConstraints.LINE_START;
        at.insets = Sizes.insets(row == 0 ? 0 : 4, 0, 0, 16);
        facts.add(label, at);
        at.weightx = 1;
        facts.add(value, at);
    }

    private JComponent buttons() {
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, Sizes.px(8), 0));
        buttons.setBorder(Sizes.border(0, -8, 0, -8));
        buttons.add(primary);
        buttons.add(makeDefault);
        buttons.add(PlainText.in(new JButton(accountActions.signOut())));
        return buttons;
    }

    private JComponent bottom() {
        JLabel heading = PlainText.in(new JLabel(words.text("account.history")));
        heading.setFont(heading.getFont().deriveFont(Font.BOLD));
        JList<String> list = new JList<>(history);
        list.setCellRenderer(PlainText.in(new DefaultListCellRenderer()));
        list.getAccessibleContext().setAccessibleName(heading.getText());
        heading.setLabelFor(list);
        JPanel bottom = new JPanel(new BorderLayout(0, Sizes.px(6)));
        bottom.setBorder(Sizes.border(20, 0, 0, 0));
        bottom.add(heading, BorderLayout.NORTH);
        bottom.add(new JScrollPane(list), BorderLayout.CENTER);
        return bottom;
    }

    void show(StoredSignIn signIn, List<String> lines) {
        boolean needsPerson = signIn.state().attention() == Attention.PERSON;
        primary.setAction(needsPerson ? accountActions.signInAgain() : accountActions.refresh());
        makeDefault.setVisible(!signIn.entry().isDefault());
        person.setText(signIn.user().username());
        provider.setText(signIn.account().issuer());
        state.setText(capital(words.state(signIn.state())));
        state.setIcon(new StateIcon(signIn.state(), null, null));
        explanation.setText(words.explanation(signIn));
        application.setText(words.application(signIn));
        used.setText(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(words.messages().locale())
                .format(signIn.entry().lastUsed().atZone(ZoneOffset.UTC)));
        isDefault.setText(signIn.entry().isDefault() ? words.text("account.isdefault") : " ");
        if (!lines.equals(List.of(history.toArray()))) {
            history.clear();
            history.addAll(lines.isEmpty() ? List.of(words.text("account.nohistory")) : lines);
        }
        revalidate();
    }

    /** What the first button does, without its show of being pressed. */
    void doPrimary() {
        primary.getAction().actionPerformed(new ActionEvent(primary, ActionEvent.ACTION_PERFORMED, ""));
    }

    private String capital(String text) {
        return text.substring(0, 1).toUpperCase(words.messages().locale()) + text.substring(1);
    }

    private static void row(JPanel panel, int row, int gap, Component component) {
        GridBagConstraints at = new GridBagConstraints();
        at.gridy = row;
        at.gridx = 0;
        at.gridwidth = GridBagConstraints.REMAINDER;
        at.weightx = 1;
        at.fill = GridBagConstraints.HORIZONTAL;
        at.anchor = GridBagConstraints.LINE_START;
        at.insets = Sizes.insets(gap, 0, 0, 0);
        panel.add(component, at);
    }
}
