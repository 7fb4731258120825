package io.github.keytray.tray;

import io.github.keytray.GrantException;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.preauth.BackgroundWork;
import io.github.keytray.preauth.SignInState.SignInRequired;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.autostart.Autostart;
import io.github.keytray.tray.dialog.DeclinedDialog;
import io.github.keytray.tray.dialog.MessageDialog;
import io.github.keytray.tray.dialog.SignOutPrompt;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.swing.JOptionPane;

/**
 * What a person can do at the tray: its icon, menu, window and notices, all of the same sign-ins. What the menu offers is for
 * any thread, so that nothing of AWT is loaded before a window is asked for; the rest is on the event dispatch thread.
 */
final class TrayController implements WindowActions, AutoCloseable {
    private final SignIns signIns;
    private final Setup setup;
    private final AutostartSetting autostart;
    private final SignInFlow signInFlow;
    private final SignInText words;
    private final Executor workers;
    private final Executor windows;
    private final Runnable quit;
    private final ThemeManager themeManager;

    private final ActivationToken activation = new ActivationToken();
    private final IconController icon;
    private final ProviderLabels labels;
    private final SignIns.Listener listener;
    private final LazyWindow window;
    private final MoveController move;
    private final SignInController signing;
    private volatile Notifier notices;

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
        this.autostart = new AutostartSetting(autostart, setup.policy(), workers);
        this.signInFlow = signInFlow;
        this.words = words;
        this.themeManager = themeManager;
        this.workers = workers;
        this.windows = windows;
        this.quit = quit;
        this.icon = new IconController(signIns, words, new TrayMenu(words, this));
        this.notices = icon;
        this.labels = new ProviderLabels(setup.providers());
        this.window = new LazyWindow(this::newWindow, this::fill, workers, windows);
        this.signing = new SignInController(signIns, setup, signInFlow, words, themeManager, window, workers);
        this.move = new MoveController(signIns, words, window, workers, windows, this::tellFailure);
        this.listener = this::update;
        signIns.addListener(listener);
        readAutostart();
        update();
    }

    AccountsWindow window() {
        return window.get();
    }

    private AccountsWindow newWindow() {
        themeManager.install();
        return new AccountsWindow(words, this, labels, foreground());
    }

    private void fill(AccountsWindow fresh) {
        readAutostart();
        move.show(fresh);
        updateWindow(fresh);
        BackgroundWork.start(workers, () -> ProviderLabels.read(setup.providers()))
                .thenAccept(icons -> windows.execute(() -> {
                    labels.show(icons);
                    updateWindow(fresh);
                }));
    }

    /** Whether it has made its window since it started. For any thread. */
    boolean hasMadeWindow() {
        return window.wasMade();
    }

    boolean isWindowOpen() {
        return window.isOpen();
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

    IconController icon() {
        return icon;
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
        if (icon.hasView() && themeManager.hasPanelChanged()) icon.redraw();
    }

    /** The icon and the windows are to be dark, or light. */
    void setDark(boolean dark) {
        themeManager.setDark(dark);
        icon.redraw();
    }

    private void update() {
        icon.update();
        window.update(this::updateWindow);
    }

    private void updateWindow(AccountsWindow window) {
        window.update(Overview.of(signIns), signIns.journal());
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
        windows.execute(signing::addAccount);
    }

    @Override
    public void signInAgain(StoredSignIn signIn) {
        signing.signInAgain(signIn);
    }

    /** Whether a person signs in, from the click to the keychain. */
    boolean isSigningIn() {
        return signing.isSigningIn();
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
        List<IndexedUser> declined = signIns.declined();
        new DeclinedDialog(words, entry -> tellFailure(signIns.forgetDeclined(entry))).show(window().frame(), declined);
    }

    /** Offers the move in the window's menu, from now on. For any thread. */
    void offer(MoveOffer offer) {
        move.offer(offer);
    }

    /** For any thread. */
    @Override
    public void moveSignIns() {
        windows.execute(() -> {
            themeManager.install();
            move.ask();
        });
    }

    @Override
    public void setAutostart(boolean on) {
        tellFailure(autostart.set(on).whenComplete((done, problem) -> readAutostart()));
    }

    private void readAutostart() {
        autostart.read().thenAccept(on -> window.update(made -> made.menu().showAutostart(on, autostart.isFree())));
    }

    @Override
    public void quit() {
        quit.run();
    }

    @Override
    public void close() {
        signIns.removeListener(listener);
        icon.close();
        window.dispose();
    }

    private void tellFailure(CompletableFuture<?> work) {
        work.exceptionally(problem -> {
            Throwable cause = BackgroundWork.cause(problem);
            String sentence = words.text("failed.text", String.valueOf(cause.getMessage()));
            windows.execute(() -> {
                themeManager.install();
                new MessageDialog(words, JOptionPane.WARNING_MESSAGE).show(window.owner(), "window.title", sentence);
            });
            return null;
        });
    }
}
