package io.github.keytray.tray;

import io.github.keytray.preauth.BackgroundWork;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.tray.dialog.MessageDialog;
import io.github.keytray.tray.dialog.MovePrompt;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.window.AccountsWindow;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.swing.JOptionPane;
import org.jspecify.annotations.Nullable;

/** The move of all sign-ins to the desktop's own keychain, which the window's menu offers where there is one. */
final class MoveController {
    private final SignIns signIns;
    private final SignInText words;
    private final LazyWindow window;
    private final Executor workers;
    private final Executor windows;
    private final Consumer<CompletableFuture<?>> tellFailure;
    private volatile @Nullable MoveOffer offer;

    MoveController(
            SignIns signIns,
            SignInText words,
            LazyWindow window,
            Executor workers,
            Executor windows,
            Consumer<CompletableFuture<?>> tellFailure) {
        this.signIns = signIns;
        this.words = words;
        this.window = window;
        this.workers = workers;
        this.windows = windows;
        this.tellFailure = tellFailure;
    }

    /** Offers the move, from now on. For any thread. */
    void offer(MoveOffer offer) {
        this.offer = offer;
        window.update(this::show);
    }

    /** Offers it in the menu of a window, or no more. On the event dispatch thread. */
    void show(AccountsWindow window) {
        MoveOffer known = offer;
        if (known == null) window.menu().hideMove();
        else window.menu().showMove(known.to());
    }

    /** Moves them, where the person agrees. On the event dispatch thread. */
    void ask() {
        MoveOffer asked = offer;
        if (asked == null || !new MovePrompt(words).ask(window.owner(), asked.from(), asked.to())) return;
        tellFailure.accept(BackgroundWork.start(workers, asked.work()::run).thenAccept(moved -> {
            offer = null;
            signIns.reload();
            windows.execute(() -> {
                window.update(this::show);
                new MessageDialog(words, JOptionPane.INFORMATION_MESSAGE)
                        .show(window.owner(), "move.title", words.text("move.done", asked.from(), asked.to()));
            });
        }));
    }
}
