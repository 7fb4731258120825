package io.github.keytray.tray.dbus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * The menu as the panel reads it: one level of lines, each by a number that is its own for ever, so that a line may say
 * something else while it stays where it is. While the menu is open the panel is told of no change, because some panels
 * close it then. Safe for any thread.
 */
final class ExportedMenu extends ExportedObject implements DBusMenu {
    private static final Map<String, Variant<?>> PROPERTIES = Map.of(
            "Version",
            new Variant<>(new UInt32(3)),
            "Status",
            new Variant<>("normal"),
            "TextDirection",
            new Variant<>("ltr"),
            "IconThemePath",
            new Variant<>(List.of(), "as"));

    private final Runnable closed;
    private final Map<String, Integer> ids = new HashMap<>();
    /** As the panel knows it, in order, by number. */
    private List<Numbered> shown = List.of();

    private List<Numbered> latest = List.of();
    private boolean isOpen;
    private long revision = 1;

    private record Numbered(int id, MenuLine line) {
        boolean saysTheSame(Numbered other) {
            return line.text().equals(other.line.text()) && (line.work() == null) == (other.line.work() == null);
        }
    }

    /** @param closed called when the menu was closed, after which there may be {@link #news} */
    ExportedMenu(Runnable closed) {
        this.closed = closed;
    }

    /** Takes other lines. */
    synchronized void set(List<MenuLine> lines) {
        List<Numbered> numbered = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (MenuLine line : lines) {
            String key = line.key();
            for (int i = 2; !keys.add(key); i++) key = line.key() + " " + i;
            numbered.add(new Numbered(ids.computeIfAbsent(key, unknown -> ids.size() + 1), line));
        }
        latest = numbered;
    }

    /** What the panel is to be told of what has changed, once: nothing while the menu is open. */
    synchronized List<DBusSignal> news() throws DBusException {
        if (isOpen) return List.of();
        List<Numbered> before = shown;
        if (take()) return List.of(new LayoutUpdated(PATH, new UInt32(revision), 0));
        List<MenuItemProperties> changed = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Numbered line = shown.get(i);
            if (!line.saysTheSame(before.get(i))) changed.add(new MenuItemProperties(line.id, properties(line.line)));
        }
        return changed.isEmpty() ? List.of() : List.of(new ItemsPropertiesUpdated(PATH, changed, List.of()));
    }

    /** Shows the latest lines. True where they are others, or in another order. */
    private boolean take() {
        boolean isOther = !ids(shown).equals(ids(latest));
        if (isOther) revision++;
        shown = latest;
        return isOther;
    }

    private static List<Integer> ids(List<Numbered> lines) {
        return lines.stream().map(Numbered::id).toList();
    }

    /** Another panel reads the menu from its beginning. */
    synchronized void reset() {
        isOpen = false;
        take();
    }

    @Override
    public synchronized Pair<UInt32, MenuItemLayout> layout(int parent, int depth, List<String> names) {
        List<Variant<?>> children = new ArrayList<>();
        if (parent == 0 && depth != 0) {
            for (Numbered each : shown) {
                MenuItemLayout line = new MenuItemLayout(each.id, properties(each.line), List.of());
                children.add(new Variant<>(line, MenuItemLayout.SIGNATURE));
            }
        }
        return new Pair<>(new UInt32(revision), new MenuItemLayout(parent, properties(parent), children));
    }

    private Map<String, Variant<?>> properties(int id) {
        if (id == 0) return Map.of("children-display", new Variant<>("submenu"));
        MenuLine line = line(shown, id);
        return line == null ? Map.of() : properties(line);
    }

    private static Map<String, Variant<?>> properties(MenuLine line) {
        if (line.text().isEmpty()) return Map.of("type", new Variant<>("separator"));
        Map<String, Variant<?>> properties = new HashMap<>();
        // An underscore is a mnemonic.
        properties.put("label", new Variant<>(line.text().replace("_", "__")));
        properties.put("enabled", new Variant<>(line.work() != null));
        return properties;
    }

    @Override
    public synchronized List<MenuItemProperties> groupProperties(List<Integer> ids, List<String> names) {
        return (ids.isEmpty() ? ids(shown) : ids)
                .stream().map(id -> new MenuItemProperties(id, properties(id))).toList();
    }

    @Override
    public synchronized Variant<?> property(int id, String name) {
        Variant<?> value = properties(id).get(name);
        return value == null ? new Variant<>("") : value;
    }

    @Override
    public void event(int id, String event, Variant<?> data, UInt32 timestamp) {
        switch (event) {
            case "opened" -> opened(id);
            case "closed" -> closed(id);
            case "clicked" -> clicked(id);
            default -> {} // That the pointer is above a line, say.
        }
    }

    private synchronized void opened(int id) {
        if (id == 0) isOpen = true;
    }

    private void closed(int id) {
        if (id != 0) return;
        synchronized (this) {
            isOpen = false;
        }
        closed.run();
    }

    /** A line that has gone since the menu was opened does nothing. */
    private void clicked(int id) {
        MenuLine line;
        synchronized (this) {
            line = line(latest, id);
        }
        if (line != null && line.work() != null) line.work().run();
    }

    private static @Nullable MenuLine line(List<Numbered> lines, int id) {
        return lines.stream()
                .filter(line -> line.id == id)
                .map(Numbered::line)
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<Integer> eventGroup(List<MenuItemEvent> events) {
        for (MenuItemEvent one : events) event(one.id, one.event, one.data, one.timestamp);
        return List.of();
    }

    /** The menu is about to be read again where it has changed, so that there is no news of it after it was opened. */
    @Override
    public synchronized boolean aboutToShow(int id) {
        if (id != 0) return false;
        boolean isStale = !shown.equals(latest);
        reset();
        return isStale;
    }

    @Override
    public Pair<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids) {
        return new Pair<>(ids.stream().filter(this::aboutToShow).toList(), List.of());
    }

    @Override
    Map<String, Variant<?>> properties() {
        return PROPERTIES;
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
