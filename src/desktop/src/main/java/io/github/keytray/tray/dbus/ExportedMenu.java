package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The menu as the panel reads it: one level of lines, each by a number that is its own for ever, so that a line may say
 * something else while it stays where it is. While the menu is open the panel is told of no change, because some panels
 * close it then. Safe for any thread.
 */
final class ExportedMenu extends ExportedObject {
    static final String PATH = "/MenuBar";
    private static final String LINE = "(ia{sv}av)";
    private static final List<Member> METHODS = List.of(
            new Member("GetLayout", "iias", "u" + LINE),
            new Member("GetGroupProperties", "aias", "a(ia{sv})"),
            new Member("GetProperty", "is", "v"),
            new Member("Event", "isvu", ""),
            new Member("EventGroup", "a(isvu)", "ai"),
            new Member("AboutToShow", "i", "b"),
            new Member("AboutToShowGroup", "ai", "aiai"));
    private static final List<Member> SIGNALS =
            List.of(new Member("ItemsPropertiesUpdated", "", "a(ia{sv})a(ias)"), new Member("LayoutUpdated", "", "ui"));
    private static final Map<String, Variant> PROPERTIES = Map.of(
            "Version",
            new Variant("u", 3),
            "Status",
            new Variant("s", "normal"),
            "TextDirection",
            new Variant("s", "ltr"),
            "IconThemePath",
            new Variant("as", List.of()));

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
        super(PATH, "com.canonical.dbusmenu", METHODS, SIGNALS);
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
    synchronized List<Signal> news() {
        if (isOpen) return List.of();
        List<Numbered> before = shown;
        if (take()) return List.of(signal("LayoutUpdated", revision, 0));
        List<Object[]> changed = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Numbered line = shown.get(i);
            if (!line.saysTheSame(before.get(i))) changed.add(new Object[] {line.id, properties(line.line)});
        }
        return changed.isEmpty() ? List.of() : List.of(signal("ItemsPropertiesUpdated", changed, List.of()));
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

    synchronized boolean isOpen() {
        return isOpen;
    }

    /** Another panel reads the menu from its beginning. */
    synchronized void reset() {
        isOpen = false;
        take();
    }

    @Override
    Object[] call(String method, Object[] arguments) {
        return switch (method) {
            case "GetLayout" -> layout((Integer) arguments[0], (Integer) arguments[1]);
            case "GetGroupProperties" -> new Object[] {groupProperties((List<?>) arguments[0])};
            case "GetProperty" -> new Object[] {property((Integer) arguments[0], arguments[1])};
            case "Event" -> {
                event((Integer) arguments[0], arguments[1]);
                yield new Object[0];
            }
            case "EventGroup" -> {
                for (Object event : (List<?>) arguments[0]) {
                    Object[] one = (Object[]) event;
                    event((Integer) one[0], one[1]);
                }
                yield new Object[] {List.of()};
            }
            case "AboutToShow" -> new Object[] {aboutToShow((Integer) arguments[0])};
            case "AboutToShowGroup" -> {
                List<?> stale = ((List<?>) arguments[0])
                        .stream().filter(id -> aboutToShow((Integer) id)).toList();
                yield new Object[] {stale, List.of()};
            }
            default -> throw new IllegalArgumentException(method);
        };
    }

    /** The revision, and the line with those below it as variants of the same. */
    private synchronized Object[] layout(int parent, int depth) {
        List<Variant> children = new ArrayList<>();
        if (parent == 0 && depth != 0) {
            for (Numbered each : shown) {
                children.add(new Variant(LINE, new Object[] {each.id, properties(each.line), List.of()}));
            }
        }
        return new Object[] {revision, new Object[] {parent, properties(parent), children}};
    }

    private Map<String, Variant> properties(int id) {
        if (id == 0) return Map.of("children-display", new Variant("s", "submenu"));
        MenuLine line = line(shown, id);
        return line == null ? Map.of() : properties(line);
    }

    private static Map<String, Variant> properties(MenuLine line) {
        if (line.text().isEmpty()) return Map.of("type", new Variant("s", "separator"));
        Map<String, Variant> properties = new HashMap<>();
        // An underscore is a mnemonic.
        properties.put("label", new Variant("s", line.text().replace("_", "__")));
        properties.put("enabled", new Variant("b", line.work() != null));
        return properties;
    }

    private synchronized List<Object[]> groupProperties(List<?> ids) {
        List<Object[]> lines = new ArrayList<>();
        for (Object id : ids.isEmpty() ? ids(shown) : ids) lines.add(new Object[] {id, properties((Integer) id)});
        return lines;
    }

    private synchronized Variant property(int id, Object name) {
        Variant value = properties(id).get(name);
        return value == null ? new Variant("s", "") : value;
    }

    private void event(int id, Object event) {
        if (event.equals("opened")) opened(id);
        if (event.equals("closed")) closed(id);
        if (event.equals("clicked")) clicked(id);
        // Any other is that the pointer is above a line, say.
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

    /** The menu is about to be read again where it has changed, so that there is no news of it after it was opened. */
    private synchronized boolean aboutToShow(int id) {
        if (id != 0) return false;
        boolean isStale = !shown.equals(latest);
        reset();
        return isStale;
    }

    @Override
    Map<String, Variant> properties() {
        return PROPERTIES;
    }
}
