package io.github.keytray.tray.dbus;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * Notifications as the desktop shows them. Each takes the place of the one before. Safe for any thread; nothing blocks, and
 * where no desktop shows notifications nothing happens.
 */
public final class DesktopNotifications implements AutoCloseable {
    private static final String NAME = "org.freedesktop.Notifications";
    private static final String PATH = "/org/freedesktop/Notifications";
    private static final String BY_CLICK = "default";
    private static final String BY_BUTTON = "act";
    private static final int AS_THE_DESKTOP_LIKES = -1;

    private final ExecutorService thread = DaemonThread.named("keytray-notifications");
    private final Bus bus = new Bus(this::listen);
    private final Variant<?> picture;
    private UInt32 shown = new UInt32(0);
    private @Nullable Runnable work;

    public DesktopNotifications(BufferedImage picture) {
        this.picture = Pixmap.hint(picture);
    }

    /**
     * Shows a notification.
     *
     * @param action what its button says
     * @param work what a click does, on a thread of this object
     */
    public void show(String title, String text, String action, Runnable work) {
        thread.execute(() -> {
            try {
                NotificationService service = bus.connection().getRemoteObject(NAME, PATH, NotificationService.class);
                boolean markup = service.capabilities().contains("body-markup");
                this.work = work;
                shown = service.post(
                        "Keytray",
                        shown,
                        "",
                        title,
                        markup ? escaped(text) : text,
                        List.of(BY_CLICK, action, BY_BUTTON, action),
                        Map.of("image-data", picture, "desktop-entry", new Variant<>("keytray")),
                        AS_THE_DESKTOP_LIKES);
            } catch (DBusException | DBusExecutionException nobodyShowsIt) {
                // The icon and the window say the same.
            }
        });
    }

    private void listen(DBusConnection connection) throws DBusException {
        shown = new UInt32(0);
        connection.addSigHandler(
                NotificationService.ActionInvoked.class, invoked -> thread.execute(() -> clicked(invoked)));
    }

    private void clicked(NotificationService.ActionInvoked invoked) {
        if (work != null && invoked.id.equals(shown)) work.run();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public void close() {
        thread.execute(bus::close);
        thread.shutdown();
    }
}
