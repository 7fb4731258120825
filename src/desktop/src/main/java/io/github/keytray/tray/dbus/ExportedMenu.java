package io.github.keytray.tray.dbus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * The menu as the panel reads it: one level of lines, each by a number. Lines that say something else get other numbers,
 * so that a click on a menu that has just changed does nothing wrong. Safe for any thread.
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

    private List<MenuLine> lines = List.of();
    private int first = 1;
    private long revision = 1;

    /** Takes other lines. True where they say something else. */
    synchronized boolean set(List<MenuLine> lines) {
        boolean news = !texts(lines).equals(texts(this.lines));
        if (news) {
            revision++;
            first += this.lines.size();
        }
        this.lines = lines;
        return news;
    }

    private static List<String> texts(List<MenuLine> lines) {
        return lines.stream().map(MenuLine::text).toList();
    }

    synchronized UInt32 revision() {
        return new UInt32(revision);
    }

    @Override
    public synchronized Pair<UInt32, MenuItemLayout> layout(int parent, int depth, List<String> names) {
        List<Variant<?>> children = new ArrayList<>();
        if (parent == 0 && depth != 0) {
            for (int id : ids()) children.add(new Variant<>(new MenuItemLayout(id, properties(id), List.of()), MenuItemLayout.SIGNATURE));
        }
        return new Pair<>(revision(), new MenuItemLayout(parent, properties(parent), children));
    }

    private Map<String, Variant<?>> properties(int id) {
        if (id == 0) return Map.of("children-display", new Variant<>("submenu"));
        MenuLine line = line(id);
        if (line == null) return Map.of();
        if (line.text().isEmpty()) return Map.of("type", new Variant<>("separator"));
        Map<String, Variant<?>> properties = new HashMap<>();
        // An underscore is a mnemonic.
        properties.put("label", new Variant<>(line.text().replace("_", "__")));
        properties.put("enabled", new Variant<>(line.work() != null));
        return properties;
    }

    @Override
    public synchronized List<MenuItemProperties> groupProperties(List<Integer> ids, List<String> names) {
        return (ids.isEmpty() ? ids() : ids)
                .stream().map(id -> new MenuItemProperties(id, properties(id))).toList();
    }

    @Override
    public synchronized Variant<?> property(int id, String name) {
        Variant<?> value = properties(id).get(name);
        return value == null ? new Variant<>("") : value;
    }

    @Override
    public void event(int id, String event, Variant<?> data, UInt32 timestamp) {
        if (!event.equals("clicked")) return;
        MenuLine line = line(id);
        if (line != null && line.work() != null) line.work().run();
    }

    private synchronized @Nullable MenuLine line(int id) {
        int index = id - first;
        return index >= 0 && index < lines.size() ? lines.get(index) : null;
    }

    private synchronized List<Integer> ids() {
        return IntStream.range(first, first + lines.size()).boxed().toList();
    }

    @Override
    public List<Integer> eventGroup(List<MenuItemEvent> events) {
        for (MenuItemEvent one : events) event(one.id, one.event, one.data, one.timestamp);
        return List.of();
    }

    @Override
    public boolean aboutToShow(int id) {
        return false;
    }

    @Override
    public Pair<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids) {
        return new Pair<>(List.of(), List.of());
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
