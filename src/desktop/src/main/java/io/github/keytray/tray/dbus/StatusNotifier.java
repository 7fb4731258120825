package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import io.github.keytray.internal.dbus.Variant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An icon in the panels of GNOME, KDE and Wayland (StatusNotifierItem), with a menu that the panel draws
 * (com.canonical.dbusmenu). It is registered while a panel shows such icons, and only after it was drawn, because some
 * panels never read an icon a second time. Safe for any thread; nothing blocks.
 */
public final class StatusNotifier implements ReconnectingBus.BusListener {
    private static final String NAME =
            "org.kde.StatusNotifierItem-" + ProcessHandle.current().pid() + "-1";
    /** The program that tells a panel of the icons. */
    private static final Target WATCHER =
            new Target("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher");

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
            List<Pixmap> pictures,
            List<Pixmap> attention,
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

    /** Whether a panel shows the menu now. */
    public boolean isMenuOpen() {
        return menu.isOpen();
    }

    private void tell(BusConnection connection) throws BusException {
        for (Signal news : item.news()) connection.emit(news);
        for (Signal news : menu.news()) connection.emit(news);
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
    public void on(BusConnection connection) throws BusException {
        isRegistered = false;
        connection.export(item);
        connection.export(menu);
        connection.requestName(NAME);
        connection.subscribe(SignalRule.ownerOf(WATCHER.service()), change -> bus.execute(() -> another(connection)));
        for (String member : List.of("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered")) {
            SignalRule panels = new SignalRule(WATCHER.interfaceName(), member, "");
            connection.subscribe(panels, change -> bus.execute(() -> look(connection)));
        }
        look(connection);
    }

    @Override
    public void noBus() {
        isRegistered = false;
        present(false);
    }

    private void another(BusConnection connection) {
        isRegistered = false;
        look(connection);
    }

    private void look(BusConnection connection) {
        // What an earlier connection has left to be done.
        if (!connection.isConnected()) return;
        boolean watched = false;
        try {
            watched = connection.hasOwner(WATCHER.service());
            hasPanel = watched && hasPanel(connection);
            if (hasPanel && !isRegistered && item.isDrawn()) register(connection);
            isWaiting = watched && !(hasPanel && isRegistered);
            present(hasPanel);
        } catch (BusException gone) {
            isWaiting = watched;
            hasPanel = false;
            present(false);
        }
    }

    /** A watcher that does not say counts as one with a panel: the property is younger than some of them. */
    private static boolean hasPanel(BusConnection connection) throws BusException {
        try {
            Object answer = connection.ask(
                    WATCHER.as("org.freedesktop.DBus.Properties"),
                    "Get",
                    "ss",
                    WATCHER.interfaceName(),
                    "IsStatusNotifierHostRegistered");
            return !(answer instanceof Variant says && Boolean.FALSE.equals(says.value()));
        } catch (BusException unsaid) {
            if (!connection.isConnected()) throw unsaid;
            return true;
        }
    }

    private void register(BusConnection connection) throws BusException {
        menu.reset();
        Object[] unused = connection.call(WATCHER, "RegisterStatusNotifierItem", "s", NAME);
        isRegistered = true;
    }

    private void present(boolean there) {
        if (told != null && told == there) return;
        told = there;
        presence.accept(there);
    }
}
