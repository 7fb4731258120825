package io.github.keytray.tray.dbus;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.ExecutorService;
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
public final class StatusNotifier implements AutoCloseable {
    private static final String NAME =
            "org.kde.StatusNotifierItem-" + ProcessHandle.current().pid() + "-1";

    private final ExecutorService thread = DaemonThread.named("keytray-icon");
    private final Bus bus = new Bus(this::export);
    private final ExportedItem item;
    private final ExportedMenu menu = new ExportedMenu();
    private final Consumer<Boolean> presence;
    private @Nullable Boolean shown;

    /**
     * Prepares an icon; {@link #show} shows it.
     *
     * @param open what a click does, on a thread of the bus
     * @param presence told whether a panel shows the icon, at first and with each change; on a thread of this object
     */
    public StatusNotifier(String title, Runnable open, Consumer<Boolean> presence) {
        this.item = new ExportedItem(title, open);
        this.presence = presence;
    }

    /**
     * Looks for a panel, and follows from then on whether there is one. To be called again where the bus may have been
     * away: one that is connected is not looked at twice.
     */
    public void look() {
        thread.execute(() -> {
            if (bus.isConnected()) return;
            try {
                DBusConnection connection = bus.connection();
                DBus daemon = connection.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
                changed(connection, daemon.NameHasOwner(Watcher.NAME));
            } catch (DBusException | DBusExecutionException noBus) {
                bus.close();
                present(false);
            }
        });
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
        thread.execute(() -> {
            if (!bus.isConnected()) return;
            try {
                DBusConnection connection = bus.connection();
                connection.sendMessage(new Item.NewIcon(Item.PATH));
                connection.sendMessage(new Item.NewToolTip(Item.PATH));
                connection.sendMessage(new Item.NewStatus(Item.PATH, item.status()));
                if (news) connection.sendMessage(new Menu.LayoutUpdated(Menu.PATH, menu.revision(), 0));
            } catch (DBusException | DBusExecutionException gone) {
                bus.close();
            }
        });
    }

    private void export(DBusConnection connection) throws DBusException {
        connection.exportObject(Item.PATH, item);
        connection.exportObject(Menu.PATH, menu);
        connection.requestBusName(NAME);
        connection.addSigHandler(DBus.NameOwnerChanged.class, change -> {
            if (change.name.equals(Watcher.NAME)) thread.execute(() -> changed(connection, !change.newOwner.isEmpty()));
        });
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
        connection.getRemoteObject(Watcher.NAME, Watcher.PATH, Watcher.class).register(NAME);
        present(true);
    }

    private void present(boolean there) {
        if (shown != null && shown == there) return;
        shown = there;
        presence.accept(there);
    }

    @Override
    public void close() {
        thread.execute(bus::close);
        thread.shutdown();
    }
}
