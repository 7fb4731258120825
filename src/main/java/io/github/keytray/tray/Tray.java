package io.github.keytray.tray;

import io.github.keytray.GrantException;
import io.github.keytray.keychain.AccountIndex;
import io.github.keytray.oauth.Client;
import io.github.keytray.preauth.Freshness.SignInAgain;
import io.github.keytray.preauth.KeptSignIn;
import io.github.keytray.preauth.SignIns;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.swing.JOptionPane;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** The faces of the tray: icon, menu, window and notices, all of the same sign-ins. On the event dispatch thread. */
final class Tray implements Wishes, Notifier, AutoCloseable {
    private final SignIns signIns;
    private final Setup setup;
    private final Autostart autostart;
    private final Visits visits;
    private final Words words;
    private final Executor workers;
    private final Runnable quit;
    private final TrayMenu menu;
    private final ProviderLooks looks;
    private final SignIns.Listener listener;
    private @Nullable AccountsWindow window;
    private @Nullable TrayFace face;

    Tray(
            SignIns signIns,
            Setup setup,
            Autostart autostart,
            Visits visits,
            Words words,
            Executor workers,
            Runnable quit) {
        this.signIns = signIns;
        this.setup = setup;
        this.autostart = autostart;
        this.visits = visits;
        this.words = words;
        this.workers = workers;
        this.quit = quit;
        this.menu = new TrayMenu(words, this);
        this.looks = new ProviderLooks(setup.providers());
        this.listener = () -> SwingUtilities.invokeLater(this::update);
        signIns.addListener(listener);
        readAutostart();
        update();
    }

    /** Made when first asked for: most days nobody does, and it takes as much memory as all the rest. */
    AccountsWindow window() {
        AccountsWindow made = window;
        if (made == null) {
            window = made = new AccountsWindow(words, this, looks);
            readAutostart();
            update();
            inBackground(() -> ProviderLooks.read(setup.providers()))
                    .thenAccept(icons -> SwingUtilities.invokeLater(() -> {
                        looks.show(icons);
                        update();
                    }));
        }
        return made;
    }

    /** Shows the icon in another way, or in none. */
    void setFace(@Nullable TrayFace face) {
        if (this.face != null) this.face.close();
        this.face = face;
        update();
    }

    boolean hasFace() {
        return face != null;
    }

    /** A click on the notice is one on the icon. */
    @Override
    public void show(String title, String text, String action, Runnable work) {
        SwingUtilities.invokeLater(() -> {
            if (face != null) face.notice(title, text);
        });
    }

    private void update() {
        Overview overview = Overview.of(signIns);
        if (window != null) window.update(overview, signIns.journal());
        if (face != null) face.show(new TrayLook(overview.state(), words.headline(overview), menu.of(overview)));
    }

    @Override
    public void open() {
        window().open();
    }

    @Override
    public void show(KeptSignIn signIn) {
        if (signIn.freshness() instanceof SignInAgain) signInAgain(signIn);
        else window().open(signIn);
    }

    @Override
    public void signIn() {
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
        return window != null && window.frame().isShowing() ? window.frame() : null;
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
                .thenAccept(on -> SwingUtilities.invokeLater(() -> {
                    if (window != null) window.menu().showAutostart(on, locked == null);
                }));
    }

    @Override
    public void quit() {
        quit.run();
    }

    @Override
    public void close() {
        signIns.removeListener(listener);
        setFace(null);
        if (window != null) window.frame().dispose();
    }

    private void tellFailure(CompletableFuture<?> work) {
        work.exceptionally(problem -> {
            Throwable cause = problem.getCause() == null ? problem : problem.getCause();
            String sentence = words.text("failed.text", String.valueOf(cause.getMessage()));
            SwingUtilities.invokeLater(
                    () -> new Told(words, JOptionPane.WARNING_MESSAGE).show(owner(), "window.title", sentence));
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
