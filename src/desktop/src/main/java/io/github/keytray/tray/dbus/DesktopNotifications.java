package io.github.keytray.tray.dbus;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
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

    private final ReconnectingBus bus = new ReconnectingBus("keytray-notifications");
    private final Supplier<BufferedImage> picture;
    private UInt32 shown = new UInt32(0);
    private @Nullable Runnable work;

    /** @param picture the program's own, drawn when first needed */
    public DesktopNotifications(Supplier<BufferedImage> picture) {
        this.picture = picture;
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
                    List.of(BY_CLICK, action, BY_BUTTON, action),
                    Map.of("image-data", Pixmap.hint(picture.get()), "desktop-entry", new Variant<>("keytray")),
                    AS_THE_DESKTOP_LIKES);
        });
    }

    private void listen(DBusConnection connection) throws DBusException {
        shown = new UInt32(0);
        connection.addSigHandler(
                NotificationService.ActionInvoked.class, invoked -> bus.execute(() -> clicked(invoked)));
    }

    private void clicked(NotificationService.ActionInvoked invoked) {
        if (work != null && invoked.id.equals(shown)) work.run();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public void close() {
        bus.close();
    }
}
