package io.github.keytray.tray.window;

import com.formdev.flatlaf.icons.FlatSearchIcon;
import io.github.keytray.preauth.JournalEntry;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.text.HistoryText;
import io.github.keytray.tray.text.Overview;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.PlainText;
import io.github.keytray.tray.theme.RunnableAction;
import io.github.keytray.tray.theme.Sizes;
import io.github.keytray.tray.theme.TextChangeListener;
import io.github.keytray.tray.theme.Theme;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.function.Function;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;

/** The credential manager: the sign-ins with their states, and all actions on them. */
public final class AccountsWindow {
    /** So many lines are found by looking. */
    private static final int SHORT_LIST = 7;

    private static final int WIDTH = 820;
    private static final int HEIGHT = 540;
    private static final int LEAST_WIDTH = 640;
    private static final int LEAST_HEIGHT = 420;
    private static final int SIDE = 300;
    private static final String ACCOUNTS = "accounts";
    private static final String EMPTY = "empty";

    private final SignInText words;
    private final Foreground foreground;
    private final JFrame frame;
    private final Banner banner = new Banner();
    private final JTextField search = new JTextField();
    private final SignInList list;
    private final SignInDetailPanel panel;
    private final EmptyPanel empty;
    private final JPanel cards = new JPanel(new CardLayout());
    private final JPanel detail = new JPanel(new BorderLayout());
    private final AccountActions accountActions;
    private final WindowMenu menu;
    private final HistoryText history;
    private final RunnableAction resume;
    private final RunnableAction unlock;
    private Overview overview = new Overview(List.of(), null, false);
    private List<JournalEntry> journal = List.of();

    public AccountsWindow(
            SignInText words,
            WindowActions windowActions,
            Function<StoredSignIn, ProviderLabel> providers,
            Foreground foreground) {
        this.words = words;
        this.foreground = foreground;
        RunnableAction signIn =
                new RunnableAction(words.text("window.signin"), control(KeyEvent.VK_N), windowActions::signIn);
        resume = new RunnableAction(words.text("banner.resume"), null, windowActions::pauseOrResume);
        unlock = new RunnableAction(words.text("banner.unlock"), null, windowActions::unlock);
        accountActions = new AccountActions(words, windowActions);
        list = new SignInList(words, providers);
        panel = new SignInDetailPanel(words, accountActions);
        empty = new EmptyPanel(words, signIn);
        history = new HistoryText(words);
        frame = new JFrame(words.text("window.title"));
        menu = new WindowMenu(words, windowActions, signIn, accountActions, frame);
        frame.setName("keytray.accounts");
        frame.setIconImages(Theme.icons());
        frame.setDefaultCloseOperation(JFrame.HIDE_ON_CLOSE);
        frame.setJMenuBar(menu);
        frame.add(banner, BorderLayout.NORTH);
        frame.add(cards, BorderLayout.CENTER);
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        frame.setSize(within(screen, WIDTH, HEIGHT));
        frame.setMinimumSize(within(screen, LEAST_WIDTH, LEAST_HEIGHT));
        cards.add(empty, EMPTY);
        connect();
        frame.applyComponentOrientation(words.messages().orientation());
        // After that: newer Java would put the halves, which are in their places, the other way round.
        cards.add(split(words, signIn), ACCOUNTS);
        frame.setLocationRelativeTo(null);
        show();
    }

    private static Dimension within(Rectangle screen, int width, int height) {
        return new Dimension(Math.min(Sizes.px(width), screen.width), Math.min(Sizes.px(height), screen.height));
    }

    public JFrame frame() {
        return frame;
    }

    public WindowMenu menu() {
        return menu;
    }

    /** Brings the window to the front. */
    public void open() {
        foreground.raise(frame);
        focus();
    }

    private void focus() {
        if (overview.signIns().isEmpty()) empty.button().requestFocusInWindow();
        else list.requestFocusInWindow();
    }

    public void open(StoredSignIn signIn) {
        search.setText("");
        list.choose(signIn);
        open();
    }

    public void update(Overview overview, List<JournalEntry> journal) {
        boolean other = this.overview.signIns().isEmpty() != overview.signIns().isEmpty();
        this.overview = overview;
        this.journal = journal;
        show();
        // What had the keyboard is not there any more.
        if (other) focus();
    }

    private void show() {
        ((CardLayout) cards.getLayout()).show(cards, overview.signIns().isEmpty() ? EMPTY : ACCOUNTS);
        boolean isLong = overview.signIns().size() > SHORT_LIST;
        search.setVisible(isLong || !search.getText().isEmpty());
        if (overview.problem() != null) banner.show(words.text("banner.problem", "", overview.problem()), unlock);
        else if (overview.isPaused()) banner.show(words.text("banner.paused"), resume);
        else banner.setVisible(false);
        list.show(overview.signIns(), search.getText());
        menu.showPaused(overview.isPaused());
        showChosen();
    }

    private void showChosen() {
        StoredSignIn chosen = list.chosen().orElse(null);
        accountActions.choose(chosen);
        // Not what is around it: a split pane moves its divider to the edge where one side is hidden.
        panel.setVisible(chosen != null);
        if (chosen != null) panel.show(chosen, history.of(chosen, journal));
    }

    private JSplitPane split(SignInText words, RunnableAction signIn) {
        search.putClientProperty("JTextField.placeholderText", words.text("window.search"));
        search.putClientProperty("JTextField.leadingIcon", new FlatSearchIcon());
        search.putClientProperty("JTextField.showClearButton", true);
        search.getAccessibleContext().setAccessibleName(words.text("window.search"));
        JPanel head = new ListColoredPanel();
        head.setBorder(Sizes.border(10, 10, 0, 10));
        head.add(search, BorderLayout.CENTER);
        JPanel foot = new ListColoredPanel();
        foot.setBorder(Sizes.border(8, 10, 10, 10));
        foot.add(PlainText.in(new JButton(signIn)), BorderLayout.CENTER);
        JScrollPane scroll = new JScrollPane(list);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        JPanel side = new ListColoredPanel();
        side.add(head, BorderLayout.NORTH);
        side.add(scroll, BorderLayout.CENTER);
        side.add(foot, BorderLayout.SOUTH);
        detail.add(panel, BorderLayout.CENTER);
        boolean leftToRight = words.messages().orientation().isLeftToRight();
        side.applyComponentOrientation(words.messages().orientation());
        detail.applyComponentOrientation(words.messages().orientation());
        JSplitPane split = new JSplitPane(
                JSplitPane.HORIZONTAL_SPLIT, true, leftToRight ? side : detail, leftToRight ? detail : side);
        split.setDividerLocation(leftToRight ? Sizes.px(SIDE) : frame.getWidth() - Sizes.px(SIDE));
        split.setResizeWeight(leftToRight ? 0.2 : 0.8);
        split.setBorder(BorderFactory.createEmptyBorder());
        return split;
    }

    private void connect() {
        list.addListSelectionListener(event -> {
            if (!event.getValueIsAdjusting()) showChosen();
        });
        search.getDocument().addDocumentListener(new TextChangeListener(this::show));
        on(list, KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, 0), panel::doPrimary);
        on(search, KeyStroke.getKeyStroke(KeyEvent.VK_DOWN, 0), list::requestFocusInWindow);
        on(frame.getRootPane(), control(KeyEvent.VK_F), () -> {
            search.setVisible(true);
            search.requestFocusInWindow();
        });
    }

    private static void on(JComponent component, KeyStroke key, Runnable work) {
        int when = component instanceof JTextField || component instanceof SignInList
                ? JComponent.WHEN_FOCUSED
                : JComponent.WHEN_IN_FOCUSED_WINDOW;
        component.registerKeyboardAction(event -> work.run(), key, when);
    }

    static KeyStroke control(int key) {
        return KeyStroke.getKeyStroke(key, Toolkit.getDefaultToolkit().getMenuShortcutKeyMaskEx());
    }
}
