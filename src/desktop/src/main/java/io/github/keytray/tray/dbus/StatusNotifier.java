package io.github.keytray.tray.dbus;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.jspecify.annotations.Nullable;

/**
 * An icon in the panels of GNOME, KDE and Wayland (StatusNotifierItem), with a menu that the panel draws
 * (com.canonical.dbusmenu). It is there whenever a panel is that shows such icons. Safe for any thread; nothing blocks.
 */
public final class StatusNotifier implements ReconnectingBus.BusListener {
    private static final String NAME =
            "org.kde.StatusNotifierItem-" + ProcessHandle.current().pid() + "-1";

    private final ReconnectingBus bus;
    private final ExportedStatusNotifierItem item;
    private final ExportedMenu menu = new ExportedMenu();
    private final Consumer<Boolean> presence;
    private @Nullable Boolean shown;

    /**
     * Prepares an icon, for when the bus is connected; {@link #show} shows it.
     *
     * @param open what a click does, on a thread of the bus
     * @param presence told whether a panel shows the icon, at first and with each change; on a thread of the bus
     */
    public StatusNotifier(ReconnectingBus bus, String title, Runnable open, Consumer<Boolean> presence) {
        this.bus = bus;
        this.item = new ExportedStatusNotifierItem(title, open);
        this.presence = presence;
        bus.addListener(this);
    }

    /**
     * Shows other things from now on.
     *
     * @param pictures one in several sizes
     * @param needsAttention whether the panel may make a fuss about it
     */
    public void show(List<BufferedImage> pictures, String tooltip, boolean needsAttention, List<MenuLine> lines) {
        item.set(pictures, tooltip, needsAttention);
        boolean news = menu.set(lines);
        bus.whileConnected(connection -> {
            connection.sendMessage(new StatusNotifierItem.NewIcon(StatusNotifierItem.PATH));
            connection.sendMessage(new StatusNotifierItem.NewToolTip(StatusNotifierItem.PATH));
            connection.sendMessage(new StatusNotifierItem.NewStatus(StatusNotifierItem.PATH, item.status()));
            if (news) connection.sendMessage(new DBusMenu.LayoutUpdated(DBusMenu.PATH, menu.revision(), 0));
        });
    }

    @Override
    public void on(DBusConnection connection) throws DBusException {
        connection.exportObject(StatusNotifierItem.PATH, item);
        connection.exportObject(DBusMenu.PATH, menu);
        connection.requestBusName(NAME);
        connection.addSigHandler(DBus.NameOwnerChanged.class, change -> {
            if (change.name.equals(StatusNotifierWatcher.NAME)) bus.execute(() -> changed(connection, !change.newOwner.isEmpty()));
        });
        DBus daemon = connection.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
        changed(connection, daemon.NameHasOwner(StatusNotifierWatcher.NAME));
    }

    @Override
    public void noBus() {
        present(false);
    }

    private void changed(DBusConnection connection, boolean there) {
        if (!there) {
            present(false);
            return;
        }
        try {
            register(connection);
        } catch (DBusException | DBusExecutionException gone) {
            present(false);
        }
    }

    private void register(DBusConnection connection) throws DBusException {
        connection.getRemoteObject(StatusNotifierWatcher.NAME, StatusNotifierWatcher.PATH, StatusNotifierWatcher.class).register(NAME);
        present(true);
    }

    private void present(boolean there) {
        if (shown != null && shown == there) return;
        shown = there;
        presence.accept(there);
    }
}
