package io.github.keytray.tray;

import io.github.keytray.GrantException;
import io.github.keytray.keychain.AccountIndex;
import io.github.keytray.oauth.Client;
import io.github.keytray.preauth.Freshness.SignInAgain;
import io.github.keytray.preauth.KeptSignIn;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.tray.autostart.Autostart;
import io.github.keytray.tray.dbus.DaemonThread;
import io.github.keytray.tray.setup.KnownProvider;
import io.github.keytray.tray.setup.Setup;
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
final class Tray implements Wishes, Notifier, AutoCloseable {
    private final SignIns signIns;
    private final Setup setup;
    private final Autostart autostart;
    private final Visits visits;
    private final Words words;
    private final Executor workers;
    private final Executor windows;
    private final Runnable quit;
    private final ExecutorService icon = DaemonThread.named("keytray-face");
    private final Dress dress = new Dress();
    private final TrayMenu menu;
    private final ProviderLooks looks;
    private final SignIns.Listener listener;
    /** False while there is news that a drawing to come will show. */
    private final AtomicBoolean drawn = new AtomicBoolean(true);

    private volatile @Nullable AccountsWindow window;
    private volatile @Nullable TrayFace face;

    Tray(
            SignIns signIns,
            Setup setup,
            Autostart autostart,
            Visits visits,
            Words words,
            Executor workers,
            Executor windows,
            Runnable quit) {
        this.signIns = signIns;
        this.setup = setup;
        this.autostart = autostart;
        this.visits = visits;
        this.words = words;
        this.workers = workers;
        this.windows = windows;
        this.quit = quit;
        this.menu = new TrayMenu(words, this);
        this.looks = new ProviderLooks(setup.providers());
        this.listener = this::update;
        signIns.addListener(listener);
        readAutostart();
        update();
    }

    /** Made when first asked for: most days nobody does, and it takes as much memory as all the rest. */
    AccountsWindow window() {
        AccountsWindow made = window;
        if (made == null) {
            dress.wear();
            AccountsWindow fresh = new AccountsWindow(words, this, looks);
            window = made = fresh;
            readAutostart();
            updateWindow(fresh);
            inBackground(() -> ProviderLooks.read(setup.providers()))
                    .thenAccept(icons -> windows.execute(() -> {
                        looks.show(icons);
                        updateWindow(fresh);
                    }));
        }
        return made;
    }

    /** Shows the icon in another way, or in none. */
    void setFace(@Nullable TrayFace face) {
        icon.execute(() -> {
            TrayFace before = this.face;
            if (before != null) before.close();
            if (face != null) draw(face);
            this.face = face;
        });
    }

    boolean hasFace() {
        return face != null;
    }

    Dress dress() {
        return dress;
    }

    /** The icon and the windows are to be dark, or light. */
    void setDark(boolean dark) {
        dress.setDark(dark);
        icon.execute(this::draw);
    }

    /** A click on the notice is one on the icon. */
    @Override
    public void show(String title, String text, String action, Runnable work) {
        icon.execute(() -> {
            TrayFace shown = face;
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
        TrayFace shown = face;
        if (shown != null) draw(shown);
    }

    private void draw(TrayFace shown) {
        Overview overview = Overview.of(signIns);
        shown.show(new TrayLook(overview.state(), words.headline(overview), () -> menu.of(Overview.of(signIns))));
    }

    @Override
    public void open() {
        windows.execute(() -> window().open());
    }

    @Override
    public void show(KeptSignIn signIn) {
        windows.execute(() -> {
            if (signIn.freshness() instanceof SignInAgain) signInAgain(signIn);
            else window().open(signIn);
        });
    }

    @Override
    public void signIn() {
        windows.execute(this::addAccount);
    }

    private void addAccount() {
        dress.wear();
        new AddAccountDialog(
                        words,
                        owner(),
                        setup.providers(),
                        setup.policy().mayAddAccounts(),
                        issuer -> inBackground(() -> setup.provider(issuer).discover()),
                        (issuer, client) -> follow(visits.signIn(issuer, client, null, owner())))
                .open();
    }

    @Override
    public void signInAgain(KeptSignIn signIn) {
        dress.wear();
        Client client = setup.providers().stream()
                .filter(known -> known.issuer().equals(signIn.account().issuer())
                        && known.client().id().equals(signIn.account().clientId()))
                .map(KnownProvider::client)
                .findFirst()
                .orElseGet(() -> Client.of(signIn.account().clientId()));
        follow(visits.signIn(signIn.account().issuer(), client, signIn.user(), owner()));
    }

    /** The sign-in tells the person by itself why it failed. */
    private void follow(CompletableFuture<?> signIn) {
        signIn.whenComplete((session, problem) -> signIns.lookAgain());
    }

    private java.awt.@Nullable Window owner() {
        AccountsWindow made = window;
        return made != null && made.frame().isShowing() ? made.frame() : null;
    }

    /** Where it fails, the window beneath says so already: that is its state. */
    @Override
    public void refresh(KeptSignIn signIn) {
        signIns.refresh(signIn);
    }

    @Override
    public void makeDefault(KeptSignIn signIn) {
        tellFailure(signIns.makeDefault(signIn));
    }

    @Override
    public void signOut(KeptSignIn signIn) {
        switch (new SignOutPrompt(words).ask(window().frame(), signIn)) {
            case HERE -> tellFailure(signIns.signOut(signIn).thenAccept(Tray::rethrow));
            case EVERYWHERE -> tellFailure(visits.signOut(signIn).thenAccept(Tray::rethrow));
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
        setFace(null);
        AccountsWindow made = window;
        if (made != null) made.frame().dispose();
    }

    private void tellFailure(CompletableFuture<?> work) {
        work.exceptionally(problem -> {
            Throwable cause = problem.getCause() == null ? problem : problem.getCause();
            String sentence = words.text("failed.text", String.valueOf(cause.getMessage()));
            windows.execute(() -> {
                dress.wear();
                new Told(words, JOptionPane.WARNING_MESSAGE).show(owner(), "window.title", sentence);
            });
            return null;
        });
    }

    private <T> CompletableFuture<T> inBackground(Work<T> work) {
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
    private interface Work<T> {
        T run() throws GrantException, IOException, InterruptedException;
    }
}
