import io.github.keytray.internal.dbus.BusSocket;
import io.github.keytray.internal.dbus.Message;
import io.github.keytray.internal.dbus.SessionBusAddress;
import io.github.keytray.internal.dbus.Variant;
import java.util.List;

/**
 * A panel as far as the tray's icon needs one, for the training of the archive of ready classes: {@code java -cp JAR
 * TrainingPanel.java}, on a session bus, until it is ended. It reads an icon and its menu as a panel does.
 */
class TrainingPanel {
    private static final String WATCHER = "org.kde.StatusNotifierWatcher";
    private static final long SECOND = 1_000_000_000;

    public static void main(String[] args) throws Exception {
        String path = SessionBusAddress.find(System.getenv()).orElseThrow();
        BusSocket bus = BusSocket.connect(path, 5 * SECOND, 25 * SECOND);
        String[] name = {"org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName"};
        bus.call(System.nanoTime() + 25 * SECOND, name, "su", WATCHER, 0);
        bus.configureBlocking();
        while (true) {
            Message message = bus.next();
            if (!message.isCall()) continue;
            if (message.member().equals("RegisterStatusNotifierItem")) {
                bus.write(message.reply(bus.nextSerial(), ""));
                read(bus, (String) message.body()[0]);
            } else {
                bus.write(message.reply(bus.nextSerial(), "v", new Variant("b", true)));
            }
        }
    }

    /** The answers are passed over where they come. */
    private static void read(BusSocket bus, String item) throws Exception {
        String[] all = {item, "/StatusNotifierItem", "org.freedesktop.DBus.Properties", "GetAll"};
        bus.write(Message.call(bus.nextSerial(), all, "s", "org.kde.StatusNotifierItem"));
        String[] layout = {item, "/MenuBar", "com.canonical.dbusmenu", "GetLayout"};
        bus.write(Message.call(bus.nextSerial(), layout, "iias", 0, -1, List.of()));
        String[] lines = {item, "/MenuBar", "com.canonical.dbusmenu", "GetGroupProperties"};
        bus.write(Message.call(bus.nextSerial(), lines, "aias", List.of(), List.of()));
    }
}
