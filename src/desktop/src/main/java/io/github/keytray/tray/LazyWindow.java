package io.github.keytray.tray;

import io.github.keytray.tray.window.AccountsWindow;
import io.github.keytray.tray.window.ClosedWindow;
import java.awt.Frame;
import java.awt.Window;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The window, made when it is first opened, because it takes as much memory as all the rest and is rarely opened, and given up
 * when it has been closed for a while.
 */
final class LazyWindow {
    /** For so long a window that was closed can be opened as it was left. */
    private static final Duration CLOSED = Duration.ofMinutes(1);

    private final Supplier<AccountsWindow> maker;
    private final Consumer<AccountsWindow> first;
    private final Executor workers;
    private final Executor windows;
    private volatile @Nullable AccountsWindow made;
    private volatile boolean wasMade;

    /** @param first what is done with each window once it is made */
    LazyWindow(Supplier<AccountsWindow> maker, Consumer<AccountsWindow> first, Executor workers, Executor windows) {
        this.maker = maker;
        this.first = first;
        this.workers = workers;
        this.windows = windows;
    }

    /** The window, which is made where there is none. On the event dispatch thread. */
    AccountsWindow get() {
        AccountsWindow window = made;
        if (window == null) {
            made = window = maker.get();
            wasMade = true;
            ClosedWindow.releaseAfter(CLOSED, window.frame(), this::release);
            first.accept(window);
        }
        return window;
    }

    private void release() {
        made = null;
        // Otherwise the heap keeps it, because a tray at rest makes hardly any garbage.
        workers.execute(System::gc);
    }

    /** Does something with the window where there is one, on the event dispatch thread. For any thread. */
    void update(Consumer<AccountsWindow> work) {
        AccountsWindow window = made;
        if (window != null) windows.execute(() -> work.accept(window));
    }

    /** Whether there was one at any time. For any thread. */
    boolean wasMade() {
        return wasMade;
    }

    /** Whether it is open, and not iconified. For any thread. */
    boolean isOpen() {
        AccountsWindow window = made;
        return window != null
                && window.frame().isShowing()
                && (window.frame().getExtendedState() & Frame.ICONIFIED) == 0;
    }

    /** What dialogs belong to: the window where it is shown, or none. */
    @Nullable
    Window owner() {
        AccountsWindow window = made;
        return window != null && window.frame().isShowing() ? window.frame() : null;
    }

    void dispose() {
        AccountsWindow window = made;
        if (window != null) window.frame().dispose();
    }
}
