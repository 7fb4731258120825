package io.github.keytray.tray;

import io.github.keytray.preauth.SignIns;
import io.github.keytray.tray.dbus.SerialExecutor;
import io.github.keytray.tray.icon.TrayIconModel;
import io.github.keytray.tray.icon.TrayIconView;
import io.github.keytray.tray.icon.TrayMenu;
import io.github.keytray.tray.notice.Notifier;
import io.github.keytray.tray.text.Overview;
import io.github.keytray.tray.text.SignInText;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The icon and its menu, in the way that the desktop has. A thread of its own draws them, so that nothing of AWT is loaded
 * before a window is asked for; every method is for any thread.
 */
final class IconController implements Notifier, AutoCloseable {
    private final SignIns signIns;
    private final SignInText words;
    private final TrayMenu menu;
    private final ExecutorService drawing = SerialExecutor.named("keytray-face");
    /** False while there is news that a drawing to come will show. */
    private final AtomicBoolean drawn = new AtomicBoolean(true);

    private volatile @Nullable TrayIconView view;

    IconController(SignIns signIns, SignInText words, TrayMenu menu) {
        this.signIns = signIns;
        this.words = words;
        this.menu = menu;
    }

    /** Shows the icon in another way, or in none. */
    void setView(@Nullable TrayIconView view) {
        drawing.execute(() -> {
            TrayIconView before = this.view;
            if (before != null) before.close();
            if (view != null) draw(view);
            this.view = view;
        });
    }

    boolean hasView() {
        return view != null;
    }

    /** Shows what has changed of the sign-ins, once for all that changed meanwhile. */
    void update() {
        if (drawn.getAndSet(false)) redraw();
    }

    /** Draws it in new colours. */
    void redraw() {
        drawing.execute(() -> {
            drawn.set(true);
            TrayIconView shown = view;
            if (shown != null) draw(shown);
        });
    }

    private void draw(TrayIconView shown) {
        Overview overview = Overview.of(signIns);
        shown.show(new TrayIconModel(overview.state(), words.headline(overview), () -> menu.of(Overview.of(signIns))));
    }

    /** A click on the notice is one on the icon. */
    @Override
    public void show(String title, String text, String action, Runnable work) {
        drawing.execute(() -> {
            TrayIconView shown = view;
            if (shown != null) shown.notice(title, text);
        });
    }

    @Override
    public void close() {
        setView(null);
    }
}
