package io.github.keytray.tray;

import io.github.keytray.oauth.Client;
import io.github.keytray.preauth.BackgroundWork;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.dialog.AddAccountDialog;
import io.github.keytray.tray.setup.Setup;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.ThemeManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Signing in, once more or with another account. */
final class SignInController {
    private final SignIns signIns;
    private final Setup setup;
    private final SignInFlow flow;
    private final SignInText words;
    private final ThemeManager themeManager;
    private final LazyWindow window;
    private final Executor workers;
    private final AtomicInteger underWay = new AtomicInteger();

    SignInController(
            SignIns signIns,
            Setup setup,
            SignInFlow flow,
            SignInText words,
            ThemeManager themeManager,
            LazyWindow window,
            Executor workers) {
        this.signIns = signIns;
        this.setup = setup;
        this.flow = flow;
        this.words = words;
        this.themeManager = themeManager;
        this.window = window;
        this.workers = workers;
    }

    /** On the event dispatch thread. */
    void addAccount() {
        themeManager.install();
        new AddAccountDialog(
                        words,
                        window.owner(),
                        setup.providers(),
                        setup.policy().mayAddAccounts(),
                        issuer -> BackgroundWork.start(
                                workers, () -> setup.provider(issuer).discover()),
                        (issuer, client) -> follow(flow.signIn(issuer, client, null, window.owner())))
                .open();
    }

    /** On the event dispatch thread. */
    void signInAgain(StoredSignIn signIn) {
        themeManager.install();
        Client client = setup.client(signIn.account());
        follow(flow.signIn(signIn.account().issuer(), client, signIn.user(), window.owner()));
    }

    /** The sign-in tells the person by itself why it failed. */
    private void follow(CompletableFuture<?> signIn) {
        underWay.incrementAndGet();
        signIn.whenComplete((session, problem) -> {
            underWay.decrementAndGet();
            signIns.reload();
        });
    }

    /** Whether a person signs in, from the click to the keychain. For any thread. */
    boolean isSigningIn() {
        return underWay.get() > 0;
    }
}
