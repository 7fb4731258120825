package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import io.github.keytray.internal.dbus.Variant;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notifications as the desktop shows them. Each takes the place of the one before, while that is there. Safe for any
 * thread; nothing blocks, and where no desktop shows notifications nothing happens.
 */
public final class DesktopNotifications implements AutoCloseable {
    private static final Target SERVICE = new Target(
            "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications");
    private static final String BY_CLICK = "default";
    private static final String BY_BUTTON = "act";
    private static final int AS_THE_DESKTOP_LIKES = -1;
    private static final long NONE = 0;

    private final ReconnectingBus bus = new ReconnectingBus("keytray-notifications");
    private final Supplier<BufferedImage> picture;
    private final Consumer<String> activation;
    private final boolean button;
    private long latest = NONE;
    /** The latest while it is there: some desktops show nothing in the place of one that is gone. */
    private volatile long shown = NONE;

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
            boolean markup = connection.ask(SERVICE, "GetCapabilities", "") instanceof List<?> capabilities
                    && capabilities.contains("body-markup");
            this.work = work;
            Object answer = connection.ask(
                    SERVICE,
                    "Notify",
                    "susssasa{sv}i",
                    "Keytray",
                    shown,
                    "",
                    title,
                    markup ? escaped(text) : text,
                    button ? List.of(BY_CLICK, action, BY_BUTTON, action) : List.of(BY_CLICK, action),
                    Map.of("image-data", ImageData.of(picture.get()), "desktop-entry", new Variant("s", "keytray")),
                    AS_THE_DESKTOP_LIKES);
            shown = answer instanceof Long id ? id : NONE;
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
            long stale = shown;
            shown = NONE;
            if (stale == NONE) return;
            try {
                Object[] unused = connection.call(SERVICE, "CloseNotification", "u", stale);
            } catch (BusException gone) {
                // By itself, a moment ago.
            }
        });
    }

    /** Whether the latest notification is still shown. */
    public boolean isAnyShown() {
        return shown != NONE;
    }

    /** Whether the latest notification has this title and is still shown. */
    public boolean isShown(String title) {
        return title.equals(shownTitle) && isAnyShown();
    }

    private void listen(BusConnection connection) throws BusException {
        shown = NONE;
        latest = NONE;
        subscribe(connection, "ActivationToken", "us", given -> {
            if (given[0].equals(latest)) activation.accept((String) given[1]);
        });
        subscribe(connection, "NotificationClosed", "uu", closed -> {
            if (closed[0].equals(shown)) shown = NONE;
        });
        subscribe(connection, "ActionInvoked", "us", invoked -> {
            if (work != null && invoked[0].equals(latest)) work.run();
        });
    }

    private void subscribe(BusConnection connection, String member, String signature, Consumer<Object[]> handler)
            throws BusException {
        SignalRule rule = new SignalRule(SERVICE.interfaceName(), member, signature);
        connection.subscribe(rule, values -> bus.execute(() -> handler.accept(values)));
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
