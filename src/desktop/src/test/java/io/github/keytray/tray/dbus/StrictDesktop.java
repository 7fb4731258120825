package io.github.keytray.tray.dbus;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * A watcher, a panel and a notification server on a bus of their own, each as strict as real ones were: GNOME's
 * AppIndicator extension 46 keeps what it read first and reads again only what a signal names, LXQt 1.2 closes a menu whose
 * layout changes while it is open, Plasma 5.27 shows no notification that replaces one which is gone.
 */
final class StrictDesktop implements AutoCloseable {
    private static final String ITEM = "org.kde.StatusNotifierItem";
    private static final int OPAQUE = 200;
    private static final String SESSION_BUS = "DBUS_SESSION_BUS_ADDRESS";

    final List<String> faults = new CopyOnWriteArrayList<>();
    final List<String> notices = new CopyOnWriteArrayList<>();
    final List<Long> withdrawn = new CopyOnWriteArrayList<>();
    final List<String> menuNews = new CopyOnWriteArrayList<>();
    final WatcherObject watcher = new WatcherObject();
    private final Map<String, Object> item = new HashMap<>();
    private final ExecutorService reading = Executors.newSingleThreadExecutor();
    private final Process daemon;
    private final @Nullable String addressBefore = System.getProperty(SESSION_BUS);
    private final DBusConnection connection;
    private volatile String name = "";
    private volatile boolean menuIsOpen;
    private UInt32 shown = new UInt32(0);
    private long notifications;

    StrictDesktop(Path directory) throws IOException, DBusException {
        Path socket = directory.resolve("bus");
        daemon = new ProcessBuilder(
                        "dbus-daemon", "--session", "--nofork", "--print-address", "--address=unix:path=" + socket)
                .redirectError(new File("/dev/null"))
                .start();
        // It says so once it listens, which is later than the socket is there.
        String address = daemon.inputReader().readLine();
        if (address == null) throw new IOException("no bus");
        System.setProperty(SESSION_BUS, "unix:path=" + socket);
        connection = DBusConnectionBuilder.forSessionBus().withShared(false).build();
        connection.exportObject(StatusNotifierWatcher.PATH, watcher);
        connection.exportObject("/org/freedesktop/Notifications", new Notifications());
        connection.requestBusName("org.freedesktop.Notifications");
        connection.addSigHandler(StatusNotifierItem.NewIcon.class, news -> read("IconPixmap", "IconAccessibleDesc"));
        connection.addSigHandler(StatusNotifierItem.NewAttentionIcon.class, news -> read("AttentionIconPixmap"));
        connection.addSigHandler(StatusNotifierItem.NewStatus.class, news -> read("Status"));
        connection.addSigHandler(DBusMenu.LayoutUpdated.class, news -> menuChanged("layout"));
        connection.addSigHandler(DBusMenu.ItemsPropertiesUpdated.class, news -> menuChanged("properties"));
    }

    void startWatcher() throws DBusException {
        connection.requestBusName(StatusNotifierWatcher.NAME);
    }

    void hostComes() throws DBusException {
        watcher.hasHost = true;
        connection.sendMessage(new StatusNotifierWatcher.StatusNotifierHostRegistered(StatusNotifierWatcher.PATH));
    }

    void hostGoes() throws DBusException {
        watcher.hasHost = false;
        connection.sendMessage(new StatusNotifierWatcher.StatusNotifierHostUnregistered(StatusNotifierWatcher.PATH));
    }

    /** The picture as this panel knows it: its width, and the colour in its middle. Empty for none. */
    synchronized String picture() {
        Object status = item.get("Status");
        Object pictures = item.get("NeedsAttention".equals(status) ? "AttentionIconPixmap" : "IconPixmap");
        if (!(pictures instanceof List<?> sizes) || sizes.isEmpty()) return "";
        Object[] first = (Object[]) sizes.get(0);
        byte[] argb = bytes(first[2]);
        return status + " " + first[0] + " " + (argb[1] & 255);
    }

    /** How light the drawing is, without what is around it: from 0 to 255. */
    synchronized int brightness() {
        List<?> sizes = (List<?>) Objects.requireNonNull(item.get("IconPixmap"));
        byte[] argb = bytes(((Object[]) sizes.get(0))[2]);
        return (int) IntStream.range(0, argb.length / 4)
                .filter(pixel -> (argb[4 * pixel] & 255) > OPAQUE)
                .mapToDouble(pixel -> 0.3 * (argb[4 * pixel + 1] & 255)
                        + 0.6 * (argb[4 * pixel + 2] & 255)
                        + 0.1 * (argb[4 * pixel + 3] & 255))
                .average()
                .orElseThrow();
    }

    synchronized @Nullable Object property(String property) {
        return item.get(property);
    }

    private static byte[] bytes(Object argb) {
        if (argb instanceof byte[] primitive) return primitive;
        List<?> list = (List<?>) argb;
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (Byte) list.get(i);
        return bytes;
    }

    /** What a method that the panel tries first answers. */
    void otherClicks() throws DBusException {
        try {
            remote(StatusNotifierItem.class, StatusNotifierItem.PATH).contextMenu(0, 0);
            remote(StatusNotifierItem.class, StatusNotifierItem.PATH).xAyatanaSecondaryActivate(new UInt32(0));
        } catch (DBusExecutionException e) {
            faults.add("a click does nothing in swaybar or on GNOME: " + e.getType());
        }
    }

    void activationToken(String token) throws DBusException {
        remote(StatusNotifierItem.class, StatusNotifierItem.PATH).provideXdgActivationToken(token);
    }

    List<String> openMenu() throws DBusException {
        DBusMenu menu = remote(DBusMenu.class, DBusMenu.PATH);
        menu.aboutToShow(0);
        menuIsOpen = true;
        menu.event(0, "opened", new Variant<>(""), new UInt32(0));
        return readMenu();
    }

    void closeMenu() throws DBusException {
        menuIsOpen = false;
        remote(DBusMenu.class, DBusMenu.PATH).event(0, "closed", new Variant<>(""), new UInt32(0));
    }

    List<String> readMenu() throws DBusException {
        List<String> labels = new ArrayList<>();
        for (int id = 1; id < 20; id++) {
            Object label =
                    remote(DBusMenu.class, DBusMenu.PATH).property(id, "label").getValue();
            if (!label.equals("")) labels.add(String.valueOf(label));
        }
        return labels;
    }

    /** The token comes after the end, so that a test knows when both have come. */
    void expireNotice(String token) throws DBusException {
        UInt32 id = shown;
        shown = new UInt32(0);
        connection.sendMessage(
                new NotificationService.NotificationClosed("/org/freedesktop/Notifications", id, new UInt32(1)));
        connection.sendMessage(new NotificationService.ActivationToken("/org/freedesktop/Notifications", id, token));
    }

    private <T extends DBusInterface> T remote(Class<T> type, String path) throws DBusException {
        return connection.getRemoteObject(name, path, type);
    }

    private void menuChanged(String what) {
        if (menuIsOpen) faults.add("LXQt closes the menu under the hand: " + what);
        menuNews.add(what);
    }

    private void readAll() {
        try {
            Map<String, Variant<?>> all =
                    remote(Properties.class, StatusNotifierItem.PATH).GetAll(ITEM);
            synchronized (this) {
                item.clear();
                all.forEach((key, value) -> item.put(key, value.getValue()));
            }
            look();
        } catch (DBusException | DBusExecutionException e) {
            faults.add("no properties: " + e);
        }
    }

    private void read(String... properties) {
        // Before it is registered the panel does not know of it.
        if (!name.isEmpty())
            reading.execute(() -> {
                for (String property : properties) readOne(property);
                look();
            });
    }

    private void readOne(String property) {
        try {
            Object value = remote(Properties.class, StatusNotifierItem.PATH).Get(ITEM, property);
            synchronized (this) {
                item.put(property, value);
            }
        } catch (DBusException | DBusExecutionException e) {
            faults.add("GNOME logs a stack for " + property + ": " + e);
        }
    }

    private void look() {
        if (picture().isEmpty()) faults.add("GNOME shows three dots for " + property("Status"));
    }

    @Override
    public void close() throws Exception {
        reading.shutdownNow();
        connection.close();
        if (addressBefore == null) System.clearProperty(SESSION_BUS);
        else System.setProperty(SESSION_BUS, addressBefore);
        daemon.destroyForcibly().waitFor();
    }

    /** The watcher's own interface and its properties. */
    @DBusInterfaceName("org.kde.StatusNotifierWatcher")
    public interface WatcherWithProperties extends StatusNotifierWatcher, Properties {}

    /** Tells the panel of icons; a watcher alone shows nothing. */
    public final class WatcherObject implements WatcherWithProperties {
        volatile boolean hasHost = true;
        volatile boolean refuses;
        final AtomicInteger registrations = new AtomicInteger();

        @Override
        public void register(String service) {
            if (refuses) throw new DBusExecutionException("not yet");
            registrations.incrementAndGet();
            name = service;
            reading.execute(StrictDesktop.this::readAll);
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The library's own signature.
        public <A> A Get(String face, String property) {
            return (A) Boolean.valueOf(hasHost);
        }

        @Override
        public <A> void Set(String face, String property, A value) {}

        @Override
        public Map<String, Variant<?>> GetAll(String face) {
            return Map.of(HAS_HOST, new Variant<>(hasHost));
        }

        @Override
        public String getObjectPath() {
            return PATH;
        }
    }

    /** Shows notifications. */
    public final class Notifications implements NotificationService {
        @Override
        public List<String> capabilities() {
            return List.of("actions", "body", "body-markup");
        }

        @Override
        public UInt32 post(
                String application,
                UInt32 replaces,
                String icon,
                String summary,
                String body,
                List<String> actions,
                Map<String, Variant<?>> hints,
                int timeout) {
            boolean isNew = replaces.longValue() == 0;
            if (!isNew && !replaces.equals(shown)) faults.add("Plasma does not show " + body);
            if (isNew) notifications++;
            shown = isNew ? new UInt32(notifications) : replaces;
            notices.add(body);
            return shown;
        }

        @Override
        public void close(UInt32 id) {
            if (!id.equals(shown)) faults.add("There is no notification " + id);
            shown = new UInt32(0);
            withdrawn.add(id.longValue());
        }

        @Override
        public String getObjectPath() {
            return "/org/freedesktop/Notifications";
        }
    }
}
