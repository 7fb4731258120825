package io.github.keytray.tray.dbus;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.messages.DBusSignal;
import org.jspecify.annotations.Nullable;

/**
 * An icon in the panels of GNOME, KDE and Wayland (StatusNotifierItem), with a menu that the panel draws
 * (com.canonical.dbusmenu). It is registered while a panel shows such icons, and only after it was drawn, because some
 * panels never read an icon a second time. Safe for any thread; nothing blocks.
 */
public final class StatusNotifier implements ReconnectingBus.BusListener {
    private static final String NAME =
            "org.kde.StatusNotifierItem-" + ProcessHandle.current().pid() + "-1";

    private final ReconnectingBus bus;
    private final ExportedStatusNotifierItem item;
    private final ExportedMenu menu = new ExportedMenu(this::tellOfMenu);
    private final Consumer<Boolean> presence;
    /** There is a watcher, and the icon is in no panel: one may come without a word. */
    private volatile boolean isWaiting;

    private boolean hasPanel;
    private boolean isRegistered;
    private @Nullable Boolean told;

    /**
     * Prepares an icon, for when the bus is connected; {@link #show} shows it.
     *
     * @param open what a click does, on a thread of the bus
     * @param activation given what permits the next window to come to the front (xdg-activation); on a thread of the bus
     * @param presence told whether a panel shows icons, at first and with each change; on a thread of the bus
     */
    public StatusNotifier(
            ReconnectingBus bus, String title, Runnable open, Consumer<String> activation, Consumer<Boolean> presence) {
        this.bus = bus;
        this.item = new ExportedStatusNotifierItem(title, open, activation);
        this.presence = presence;
        bus.addListener(this);
    }

    /**
     * Shows other things from now on.
     *
     * @param pictures one in several sizes
     * @param attention what is shown in its place while it needs attention
     * @param needsAttention whether the panel may make a fuss about it
     */
    public void show(
            List<BufferedImage> pictures,
            List<BufferedImage> attention,
            String tooltip,
            boolean needsAttention,
            List<MenuLine> lines) {
        item.set(pictures, attention, tooltip, needsAttention);
        menu.set(lines);
        bus.whileConnected(connection -> {
            if (hasPanel && !isRegistered) look(connection);
            else tell(connection);
        });
    }

    private void tell(DBusConnection connection) throws DBusException {
        for (DBusSignal news : item.news()) connection.sendMessage(news);
        for (DBusSignal news : menu.news()) connection.sendMessage(news);
    }

    private void tellOfMenu() {
        bus.whileConnected(this::tell);
    }

    /** Whether the icon is in no panel, though one may come without a word. */
    public boolean isWaiting() {
        return isWaiting;
    }

    /** Looks for a panel again where there was reason to. */
    public void reload() {
        if (isWaiting) bus.whileConnected(this::look);
    }

    @Override
    public void on(DBusConnection connection) throws DBusException {
        isRegistered = false;
        connection.exportObject(StatusNotifierItem.PATH, item);
        connection.exportObject(DBusMenu.PATH, menu);
        connection.requestBusName(NAME);
        connection.addSigHandler(DBus.NameOwnerChanged.class, change -> {
            if (change.name.equals(StatusNotifierWatcher.NAME)) bus.execute(() -> another(connection));
        });
        connection.addSigHandler(
                StatusNotifierWatcher.StatusNotifierHostRegistered.class, panel -> bus.execute(() -> look(connection)));
        connection.addSigHandler(
                StatusNotifierWatcher.StatusNotifierHostUnregistered.class,
                panel -> bus.execute(() -> look(connection)));
        look(connection);
    }

    @Override
    public void noBus() {
        isRegistered = false;
        present(false);
    }

    private void another(DBusConnection connection) {
        isRegistered = false;
        look(connection);
    }

    private void look(DBusConnection connection) {
        boolean watched = false;
        try {
            DBus daemon = connection.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
            watched = daemon.NameHasOwner(StatusNotifierWatcher.NAME);
            hasPanel = watched && hasPanel(connection);
            if (hasPanel && !isRegistered && item.isDrawn()) register(connection);
            isWaiting = watched && !(hasPanel && isRegistered);
            present(hasPanel);
        } catch (DBusException | DBusExecutionException gone) {
            isWaiting = watched;
            hasPanel = false;
            present(false);
        }
    }

    /** A watcher that does not say counts as one with a panel: the property is younger than some of them. */
    private static boolean hasPanel(DBusConnection connection) throws DBusException {
        try {
            Object answer = connection
                    .getRemoteObject(StatusNotifierWatcher.NAME, StatusNotifierWatcher.PATH, Properties.class)
                    .Get(StatusNotifierWatcher.NAME, StatusNotifierWatcher.HAS_HOST);
            return !Boolean.FALSE.equals(answer);
        } catch (DBusExecutionException unsaid) {
            return true;
        }
    }

    private void register(DBusConnection connection) throws DBusException {
        menu.reset();
        connection
                .getRemoteObject(StatusNotifierWatcher.NAME, StatusNotifierWatcher.PATH, StatusNotifierWatcher.class)
                .register(NAME);
        isRegistered = true;
    }

    private void present(boolean there) {
        if (told != null && told == there) return;
        told = there;
        presence.accept(there);
    }
}
