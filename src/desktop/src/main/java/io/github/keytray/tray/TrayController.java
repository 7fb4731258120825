package io.github.keytray.tray;

import io.github.keytray.GrantException;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.keychain.AccountIndex;
import io.github.keytray.oauth.Client;
import io.github.keytray.preauth.SignInState.SignInRequired;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.autostart.Autostart;
import io.github.keytray.tray.dbus.DaemonThread;
import io.github.keytray.tray.dialog.AddAccountDialog;
import io.github.keytray.tray.dialog.DeclinedDialog;
import io.github.keytray.tray.dialog.MessageDialog;
import io.github.keytray.tray.dialog.SignOutPrompt;
import io.github.keytray.tray.icon.TrayIconModel;
import io.github.keytray.tray.icon.TrayIconView;
import io.github.keytray.tray.icon.TrayMenu;
import io.github.keytray.tray.notice.Notifier;
import io.github.keytray.tray.setup.Setup;
import io.github.keytray.tray.text.Overview;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.ThemeManager;
import io.github.keytray.tray.window.AccountsWindow;
import io.github.keytray.tray.window.Foreground;
import io.github.keytray.tray.window.ProviderLabels;
import io.github.keytray.tray.window.WindowActions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.swing.JOptionPane;
import org.jspecify.annotations.Nullable;

/**
 * The faces of the tray: icon, menu, window and notices, all of the same sign-ins. What the menu offers, and the icon, are
 * for any thread, so that nothing of AWT is loaded before a window is asked for; the rest is on the event dispatch thread.
 */
final class TrayController implements WindowActions, Notifier, AutoCloseable {
    private final SignIns signIns;
    private final Setup setup;
    private final Autostart autostart;
    private final SignInFlow signInFlow;
    private final SignInText words;
    private final Executor workers;
    private final Executor windows;
    private final Runnable quit;
    private final ExecutorService icon = DaemonThread.named("keytray-face");
    private final ThemeManager themeManager;
    private final ActivationToken activation = new ActivationToken();
    private final TrayMenu menu;
    private final ProviderLabels labels;
    private final SignIns.Listener listener;
    /** False while there is news that a drawing to come will show. */
    private final AtomicBoolean drawn = new AtomicBoolean(true);

    private volatile @Nullable AccountsWindow window;
    private volatile @Nullable TrayIconView iconView;
    private volatile Notifier notices = this;

    TrayController(
            SignIns signIns,
            Setup setup,
            Autostart autostart,
            SignInFlow signInFlow,
            SignInText words,
            ThemeManager themeManager,
            Executor workers,
            Executor windows,
            Runnable quit) {
        this.signIns = signIns;
        this.setup = setup;
        this.autostart = autostart;
        this.signInFlow = signInFlow;
        this.words = words;
        this.themeManager = themeManager;
        this.workers = workers;
        this.windows = windows;
        this.quit = quit;
        this.menu = new TrayMenu(words, this);
        this.labels = new ProviderLabels(setup.providers());
        this.listener = this::update;
        signIns.addListener(listener);
        readAutostart();
        update();
    }

    /** Made when it is first opened, because it takes as much memory as all the rest and is rarely opened. */
    AccountsWindow window() {
        AccountsWindow made = window;
        if (made == null) {
            themeManager.install();
            AccountsWindow fresh = new AccountsWindow(words, this, labels, foreground());
            window = made = fresh;
            readAutostart();
            updateWindow(fresh);
            inBackground(() -> ProviderLabels.read(setup.providers()))
                    .thenAccept(icons -> windows.execute(() -> {
                        labels.show(icons);
                        updateWindow(fresh);
                    }));
        }
        return made;
    }

    private Foreground foreground() {
        return new Foreground(
                Foreground.windowManager(Platform.current() == Platform.LINUX),
                workers,
                activation::take,
                () -> notices.show(
                        words.text("notice.behind.title"),
                        words.text("notice.behind"),
                        words.text("menu.open"),
                        this::open));
    }

    /** Has notices shown by the desktop, where the tray's own way is not the best. */
    void setNotifier(Notifier notices) {
        this.notices = notices;
    }

    /** Shows the icon in another way, or in none. */
    void setIconView(@Nullable TrayIconView iconView) {
        icon.execute(() -> {
            TrayIconView before = this.iconView;
            if (before != null) before.close();
            if (iconView != null) draw(iconView);
            this.iconView = iconView;
        });
    }

    boolean hasIconView() {
        return iconView != null;
    }

    ThemeManager themeManager() {
        return themeManager;
    }

    /** Permits the next window to come to the front (xdg-activation). */
    void activateWith(String token) {
        activation.set(token);
    }

    /** Draws the icon anew where the panel has become dark, or light, which no desktop tells. */
    void followPanel() {
        if (iconView != null && themeManager.hasPanelChanged()) icon.execute(this::draw);
    }

    /** The icon and the windows are to be dark, or light. */
    void setDark(boolean dark) {
        themeManager.setDark(dark);
        icon.execute(this::draw);
    }

    /** A click on the notice is one on the icon. */
    @Override
    public void show(String title, String text, String action, Runnable work) {
        icon.execute(() -> {
            TrayIconView shown = iconView;
            if (shown != null) shown.notice(title, text);
        });
    }

    private void update() {
        if (drawn.getAndSet(false)) icon.execute(this::draw);
        AccountsWindow made = window;
        if (made != null) windows.execute(() -> updateWindow(made));
    }

    private void updateWindow(AccountsWindow window) {
        window.update(Overview.of(signIns), signIns.journal());
    }

    private void draw() {
        drawn.set(true);
        TrayIconView shown = iconView;
        if (shown != null) draw(shown);
    }

    private void draw(TrayIconView shown) {
        Overview overview = Overview.of(signIns);
        shown.show(new TrayIconModel(overview.state(), words.headline(overview), () -> menu.of(Overview.of(signIns))));
    }

    @Override
    public void open() {
        windows.execute(() -> window().open());
    }

    @Override
    public void show(StoredSignIn signIn) {
        windows.execute(() -> {
            if (signIn.state() instanceof SignInRequired) signInAgain(signIn);
            else window().open(signIn);
        });
    }

    @Override
    public void signIn() {
        windows.execute(this::addAccount);
    }

    private void addAccount() {
        themeManager.install();
        new AddAccountDialog(
                        words,
                        owner(),
                        setup.providers(),
                        setup.policy().mayAddAccounts(),
                        issuer -> inBackground(() -> setup.provider(issuer).discover()),
                        (issuer, client) -> follow(signInFlow.signIn(issuer, client, null, owner())))
                .open();
    }

    @Override
    public void signInAgain(StoredSignIn signIn) {
        themeManager.install();
        Client client = setup.client(signIn.account());
        follow(signInFlow.signIn(signIn.account().issuer(), client, signIn.user(), owner()));
    }

    /** The sign-in tells the person by itself why it failed. */
    private void follow(CompletableFuture<?> signIn) {
        signIn.whenComplete((session, problem) -> signIns.reload());
    }

    private java.awt.@Nullable Window owner() {
        AccountsWindow made = window;
        return made != null && made.frame().isShowing() ? made.frame() : null;
    }

    /** Where it fails, the window beneath says so already: that is its state. */
    @Override
    public void refresh(StoredSignIn signIn) {
        signIns.refresh(signIn);
    }

    @Override
    public void makeDefault(StoredSignIn signIn) {
        tellFailure(signIns.makeDefault(signIn));
    }

    @Override
    public void signOut(StoredSignIn signIn) {
        switch (new SignOutPrompt(words).ask(window().frame(), signIn)) {
            case HERE -> tellFailure(signIns.signOut(signIn).thenAccept(TrayController::rethrow));
            case EVERYWHERE -> tellFailure(signInFlow.signOut(signIn).thenAccept(TrayController::rethrow));
            case CANCEL -> {}
        }
    }

    private static void rethrow(Optional<GrantException> problem) {
        if (problem.isPresent()) throw new CompletionException(problem.get());
    }

    @Override
    public void pauseOrResume() {
        if (signIns.isPaused()) signIns.resume();
        else signIns.pause();
    }

    @Override
    public void unlock() {
        signIns.unlock();
    }

    @Override
    public void showDeclined() {
        List<AccountIndex.Entry> declined = signIns.declined();
        new DeclinedDialog(words, entry -> tellFailure(signIns.forgetDeclined(entry))).show(window().frame(), declined);
    }

    @Override
    public void setAutostart(boolean on) {
        tellFailure(inBackground(() -> {
                    if (on) autostart.turnOn();
                    else autostart.turnOff();
                    return on;
                })
                .whenComplete((done, problem) -> readAutostart()));
    }

    private void readAutostart() {
        Boolean locked = setup.policy().startAtLogin();
        inBackground(() -> {
                    if (locked != null && locked != autostart.isOn()) {
                        if (locked) autostart.turnOn();
                        else autostart.turnOff();
                    }
                    return autostart.isOn();
                })
                .thenAccept(on -> {
                    AccountsWindow made = window;
                    if (made != null) windows.execute(() -> made.menu().showAutostart(on, locked == null));
                });
    }

    @Override
    public void quit() {
        quit.run();
    }

    @Override
    public void close() {
        signIns.removeListener(listener);
        setIconView(null);
        AccountsWindow made = window;
        if (made != null) made.frame().dispose();
    }

    private void tellFailure(CompletableFuture<?> work) {
        work.exceptionally(problem -> {
            Throwable cause = problem.getCause() == null ? problem : problem.getCause();
            String sentence = words.text("failed.text", String.valueOf(cause.getMessage()));
            windows.execute(() -> {
                themeManager.install();
                new MessageDialog(words, JOptionPane.WARNING_MESSAGE).show(owner(), "window.title", sentence);
            });
            return null;
        });
    }

    private <T> CompletableFuture<T> inBackground(BackgroundTask<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.run();
                    } catch (GrantException | IOException | InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                workers);
    }

    @FunctionalInterface
    private interface BackgroundTask<T> {
        T run() throws GrantException, IOException, InterruptedException;
    }
}
