package io.github.keytray.tray.dialog;

import io.github.keytray.GrantException;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Preset;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.ProviderMetadata;
import io.github.keytray.preauth.BackgroundWork;
import io.github.keytray.tray.setup.ConfiguredProvider;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.PlainText;
import io.github.keytray.tray.theme.RunnableAction;
import io.github.keytray.tray.theme.Sizes;
import io.github.keytray.tray.theme.TextChangeListener;
import io.github.keytray.tray.theme.Theme;
import io.github.keytray.tray.theme.WrappingLabel;
import java.awt.BorderLayout;
import java.awt.Dialog;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Asks where to sign in: at a configured provider, or at any other, which is looked up while its issuer is typed. On
 * the event dispatch thread; not modal.
 */
public final class AddAccountDialog {
    private static final int PAUSE_IN_TYPING = 400;

    private final SignInText words;
    private final List<ConfiguredProvider> known;
    private final List<Preset> presets =
            Stream.of(Preset.values()).filter(preset -> preset != Preset.ANY).toList();
    private final Function<String, CompletableFuture<ProviderMetadata>> lookUp;
    private final BiConsumer<String, Client> signIn;
    private final boolean mayTypeAny;
    private final JDialog dialog;
    private final JComboBox<String> choice = new JComboBox<>();
    private final JTextField issuer = new JTextField(32);
    private final JTextField clientId = new JTextField(32);
    private final JPasswordField secret = new JPasswordField(32);
    private final JLabel secretLabel;
    private final WrappingLabel verdict = new WrappingLabel(" ");
    private final RunnableAction proceed;
    private final Timer pause = new Timer(PAUSE_IN_TYPING, event -> look());
    private String looked = "";

    /**
     * A dialog.
     *
     * @param mayTypeAny whether a provider may be typed that is not known
     * @param lookUp asks a provider what it says of itself
     * @param signIn what follows, with an issuer and a client
     */
    public AddAccountDialog(
            SignInText words,
            @Nullable Window owner,
            List<ConfiguredProvider> known,
            boolean mayTypeAny,
            Function<String, CompletableFuture<ProviderMetadata>> lookUp,
            BiConsumer<String, Client> signIn) {
        this.words = words;
        this.known = known;
        this.mayTypeAny = mayTypeAny;
        this.lookUp = lookUp;
        this.signIn = signIn;
        this.proceed = new RunnableAction(words.text("add.proceed"), null, this::proceed);
        dialog = new JDialog(owner, words.text("add.title"), Dialog.ModalityType.MODELESS);
        dialog.setName("keytray.add");
        dialog.setIconImages(Theme.icons());
        dialog.setDefaultCloseOperation(JDialog.DISPOSE_ON_CLOSE);
        choice.setRenderer(PlainText.in(new DefaultListCellRenderer()));
        known.forEach(provider -> choice.addItem(provider.name()));
        if (mayTypeAny) {
            presets.forEach(preset -> choice.addItem(preset.title()));
            choice.addItem(words.text("add.other"));
        }
        if (known.isEmpty()) choice.setSelectedIndex(choice.getItemCount() - 1);
        choice.addActionListener(event -> choose());
        pause.setRepeats(false);
        issuer.getDocument().addDocumentListener(new TextChangeListener(this::typed));
        clientId.getDocument().addDocumentListener(new TextChangeListener(this::check));
        issuer.putClientProperty("JTextField.placeholderText", "https://login.example.com/");
        secretLabel = label("add.secret", secret);
        secretLabel.setVisible(false);
        secret.setVisible(false);
        dialog.setContentPane(content());
        dialog.applyComponentOrientation(words.messages().orientation());
        dialog.getRootPane()
                .registerKeyboardAction(
                        event -> dialog.dispose(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        choose();
        check();
        if (choice.getItemCount() == 0) verdict.setText(words.text("add.none"));
        dialog.pack();
        dialog.setResizable(false);
        dialog.setLocationRelativeTo(owner);
    }

    public void open() {
        dialog.setVisible(true);
        if (known.isEmpty()) issuer.requestFocusInWindow();
    }

    private JComponent content() {
        JPanel form = new JPanel(new GridBagLayout());
        row(form, 0, label("add.provider", choice), choice);
        row(form, 1, label("add.issuer", issuer), issuer);
        row(form, 2, label("add.client", clientId), clientId);
        row(form, 3, secretLabel, secret);
        GridBagConstraints at = at(4);
        at.gridx = 1;
        at.fill = GridBagConstraints.HORIZONTAL;
        verdict.setRows(2);
        form.add(verdict, at);
        JButton go = PlainText.in(new JButton(proceed));
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, Sizes.px(8), 0));
        buttons.add(go);
        buttons.add(PlainText.in(new JButton(new RunnableAction(words.text("cancel"), null, dialog::dispose))));
        JPanel content = new JPanel(new BorderLayout(0, Sizes.px(16)));
        content.setBorder(Sizes.border(20, 20, 16, 12));
        content.add(form, BorderLayout.CENTER);
        content.add(buttons, BorderLayout.SOUTH);
        dialog.getRootPane().setDefaultButton(go);
        return content;
    }

    private JLabel label(String name, JComponent field) {
        RunnableAction named = new RunnableAction(words.text(name), null, () -> {});
        JLabel label = PlainText.in(new JLabel(String.valueOf(named.getValue(RunnableAction.NAME))));
        if (named.getValue(RunnableAction.MNEMONIC_KEY) instanceof Integer mnemonic)
            label.setDisplayedMnemonic(mnemonic);
        if (named.getValue(RunnableAction.DISPLAYED_MNEMONIC_INDEX_KEY) instanceof Integer index) {
            label.setDisplayedMnemonicIndex(index);
        }
        label.setLabelFor(field);
        return label;
    }

    private static void row(JPanel form, int row, JLabel label, JComponent field) {
        GridBagConstraints at = at(row);
        at.insets = Sizes.insets(row == 0 ? 0 : 8, 0, 0, 12);
        form.add(label, at);
        at.gridx = 1;
        at.insets = Sizes.insets(row == 0 ? 0 : 8, 0, 0, 8);
        at.fill = GridBagConstraints.HORIZONTAL;
        form.add(field, at);
    }

    private static GridBagConstraints at(int row) {
        GridBagConstraints at = new GridBagConstraints();
        at.gridy = row;
        at.anchor = GridBagConstraints.LINE_START;
        at.insets = Sizes.insets(8, 0, 0, 8);
        return at;
    }

    private @Nullable ConfiguredProvider chosen() {
        int index = choice.getSelectedIndex();
        return index >= 0 && index < known.size() ? known.get(index) : null;
    }

    private void choose() {
        ConfiguredProvider provider = chosen();
        issuer.setEditable(provider == null && mayTypeAny);
        clientId.setEditable(provider == null && mayTypeAny);
        issuer.setText(provider == null ? template() : provider.issuer());
        clientId.setText(provider == null ? "" : provider.client().id());
        secret.setText("");
        int start = issuer.getText().indexOf('{');
        if (start >= 0) issuer.select(start, issuer.getText().indexOf('}') + 1);
    }

    /** The issuer of the chosen preset, with what is to be filled in in braces; empty for any other provider. */
    private String template() {
        int index = choice.getSelectedIndex() - known.size();
        return index >= 0 && index < presets.size() ? presets.get(index).template() : "";
    }

    private void typed() {
        check();
        looked = "";
        verdict.setText(" ");
        pause.restart();
    }

    private void check() {
        boolean filled = !issuer.getText().isBlank() && !issuer.getText().contains("{");
        proceed.setEnabled(filled && !clientId.getText().isBlank());
        showSecret(chosen() == null && Preset.of(issuer.getText().strip()).wantsSecret());
    }

    private void showSecret(boolean on) {
        if (secret.isVisible() == on) return;
        secret.setVisible(on);
        secretLabel.setVisible(on);
        dialog.pack();
    }

    /** While the user types on, errors of the earlier text are not shown. */
    private void look() {
        String typed = issuer.getText().strip();
        if (typed.isEmpty() || typed.contains("{") || typed.equals(looked)) return;
        looked = typed;
        try {
            Provider.of(typed);
        } catch (IllegalArgumentException e) {
            verdict.setText(words.text("add.noissuer"));
            return;
        }
        verdict.setText(words.text("add.looking"));
        lookUp.apply(typed)
                .whenComplete((found, problem) -> SwingUtilities.invokeLater(() -> {
                    if (!typed.equals(looked)) return;
                    verdict.setText(problem == null ? sentence(found) : sentence(problem));
                    if (verdict.getPreferredSize().height > verdict.getHeight()) dialog.pack();
                }));
    }

    private String sentence(ProviderMetadata metadata) {
        Set<String> hosts = metadata.unfamiliarHosts();
        return hosts.isEmpty()
                ? words.text("add.found")
                : words.text("add.elsewhere", String.join(", ", hosts), hosts.size());
    }

    private String sentence(Throwable problem) {
        Throwable cause = BackgroundWork.cause(problem);
        return cause instanceof GrantException known
                ? words.text("add.problem", looked, known.getMessage())
                : words.text("add.noissuer");
    }

    private void proceed() {
        ConfiguredProvider provider = chosen();
        String typed = issuer.getText().strip();
        try {
            Provider.of(typed);
        } catch (IllegalArgumentException e) {
            verdict.setText(words.text("add.noissuer"));
            return;
        }
        Client client = provider == null ? typedClient() : provider.client();
        dialog.dispose();
        signIn.accept(typed, client);
    }

    /** Without a secret, the one that the keychain knows will do. */
    private Client typedClient() {
        Client client = Client.of(clientId.getText().strip());
        char[] typed = secret.isVisible() ? secret.getPassword() : new char[0];
        try {
            return typed.length == 0 ? client : client.withSecret(new String(typed).strip());
        } finally {
            Arrays.fill(typed, ' ');
            secret.setText("");
        }
    }
}
