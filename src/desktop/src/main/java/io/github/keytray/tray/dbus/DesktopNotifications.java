package io.github.keytray.tray.dbus;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * Notifications as the desktop shows them. Each takes the place of the one before, while that is there. Safe for any
 * thread; nothing blocks, and where no desktop shows notifications nothing happens.
 */
public final class DesktopNotifications implements AutoCloseable {
    private static final String NAME = "org.freedesktop.Notifications";
    private static final String PATH = "/org/freedesktop/Notifications";
    private static final String BY_CLICK = "default";
    private static final String BY_BUTTON = "act";
    private static final int AS_THE_DESKTOP_LIKES = -1;
    private static final UInt32 NONE = new UInt32(0);

    private final ReconnectingBus bus = new ReconnectingBus("keytray-notifications");
    private final Supplier<BufferedImage> picture;
    private final Consumer<String> activation;
    private final boolean button;
    private UInt32 latest = NONE;
    /** The latest while it is there: some desktops show nothing in the place of one that is gone. */
    private volatile UInt32 shown = NONE;

    private volatile String shownTitle = "";
    private @Nullable Runnable work;

    /**
     * Prepares; nothing is connected yet.
     *
     * @param picture the program's own, drawn when first needed
     * @param activation given what permits the next window to come to the front (xdg-activation); on a thread of this
     *     object
     * @param button whether what a click does needs a button besides: LXQt makes one of it by itself
     */
    public DesktopNotifications(Supplier<BufferedImage> picture, Consumer<String> activation, boolean button) {
        this.button = button;
        this.picture = picture;
        this.activation = activation;
        bus.addListener(this::listen);
    }

    /**
     * Shows a notification.
     *
     * @param action what its button says
     * @param work what a click does, on a thread of this object
     */
    public void show(String title, String text, String action, Runnable work) {
        bus.connected(connection -> {
            NotificationService service = connection.getRemoteObject(NAME, PATH, NotificationService.class);
            boolean markup = service.capabilities().contains("body-markup");
            this.work = work;
            shown = service.post(
                    "Keytray",
                    shown,
                    "",
                    title,
                    markup ? escaped(text) : text,
                    button ? List.of(BY_CLICK, action, BY_BUTTON, action) : List.of(BY_CLICK, action),
                    Map.of("image-data", Pixmap.hint(picture.get()), "desktop-entry", new Variant<>("keytray")),
                    AS_THE_DESKTOP_LIKES);
            latest = shown;
            shownTitle = title;
        });
    }

    /** Takes the latest notification away where it has this title and is still shown. */
    public void withdraw(String title) {
        // Asked with each change of a sign-in: a thread is not woken for nothing.
        if (!title.equals(shownTitle)) return;
        shownTitle = "";
        bus.whileConnected(connection -> {
            UInt32 stale = shown;
            shown = NONE;
            if (stale.equals(NONE)) return;
            try {
                connection
                        .getRemoteObject(NAME, PATH, NotificationService.class)
                        .close(stale);
            } catch (DBusExecutionException gone) {
                // By itself, a moment ago.
            }
        });
    }

    /** Whether the latest notification has this title and is still shown. */
    public boolean isShown(String title) {
        return title.equals(shownTitle) && !shown.equals(NONE);
    }

    private void listen(DBusConnection connection) throws DBusException {
        shown = NONE;
        latest = NONE;
        connection.addSigHandler(
                NotificationService.ActivationToken.class,
                given -> bus.execute(() -> {
                    if (given.id.equals(latest)) activation.accept(given.token);
                }));
        connection.addSigHandler(
                NotificationService.NotificationClosed.class,
                closed -> bus.execute(() -> {
                    if (closed.id.equals(shown)) shown = NONE;
                }));
        connection.addSigHandler(
                NotificationService.ActionInvoked.class, invoked -> bus.execute(() -> clicked(invoked)));
    }

    private void clicked(NotificationService.ActionInvoked invoked) {
        if (work != null && invoked.id.equals(latest)) work.run();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Takes the latest notification away, on which a click does nothing without the program; waits a moment for that. */
    @Override
    public void close() {
        withdraw(shownTitle);
        bus.close();
    }
}
