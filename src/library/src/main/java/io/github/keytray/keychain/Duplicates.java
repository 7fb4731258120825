package io.github.keytray.keychain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one name in a collection of the Secret Service. java-keyring makes them when two processes first write at
 * once, or another program does; from then on it can neither read, nor write, nor delete them.
 *
 * @param collection where they are
 */
record Duplicates(SessionBusConnection bus, SessionBusConnection.Target collection) {
    private static final Set<String> OURS = Set.of("service", "account", "xdg:schema");
    private static final String ITEM = "org.freedesktop.Secret.Item";

    /**
     * Deletes all but the last that we changed, or if none is ours, that anybody did. Everybody who heals at once chooses
     * the same, because none can be changed meanwhile.
     */
    boolean removeDuplicates(EntryName entry) throws SessionBusConnection.BusException, InterruptedException {
        List<Item> items = new ArrayList<>();
        for (Object path : find(entry)) items.add(item(SecretService.path(path)));
        items.sort(Comparator.comparing(Item::isOurs)
                .thenComparingLong(Item::modified)
                .thenComparingLong(Item::created)
                .thenComparing(Item::path));
        for (Item item : items.subList(0, Math.max(0, items.size() - 1))) delete(item);
        return find(entry).size() == 1;
    }

    private Collection<?> find(EntryName entry) throws SessionBusConnection.BusException, InterruptedException {
        Map<String, String> attributes = Map.of("service", entry.service(), "account", entry.account());
        Object found = bus.call(
                        SessionBusConnection.PATIENCE,
                        collection.as("org.freedesktop.Secret.Collection"),
                        "SearchItems",
                        "a{ss}",
                        attributes)[0];
        return found instanceof Collection<?> list ? list : Arrays.asList((Object[]) found);
    }

    private Item item(String path) throws SessionBusConnection.BusException, InterruptedException {
        boolean ours =
                property(path, "Attributes") instanceof Map<?, ?> attributes && OURS.containsAll(attributes.keySet());
        return new Item(path, ours, time(path, "Modified"), time(path, "Created"));
    }

    private long time(String path, String property) throws SessionBusConnection.BusException, InterruptedException {
        return property(path, property) instanceof Number seconds ? seconds.longValue() : 0;
    }

    private @Nullable Object property(String path, String property) throws SessionBusConnection.BusException, InterruptedException {
        SessionBusConnection.Target properties = collection.at(path).as("org.freedesktop.DBus.Properties");
        Object answer = bus.call(SessionBusConnection.PATIENCE, properties, "Get", "ss", ITEM, property)[0];
        return answer instanceof Variant<?> variant ? variant.getValue() : null;
    }

    private void delete(Item item) throws InterruptedException {
        try {
            bus.call(SessionBusConnection.PATIENCE, collection.at(item.path).as(ITEM), "Delete", "");
        } catch (SessionBusConnection.BusException gone) {
            // Somebody else heals, too. What counts is how many are left.
        }
    }

    /**
     * One of them.
     *
     * @param isOurs whether it has the attributes that java-keyring gives it, and no other
     * @param modified seconds since 1970
     * @param created seconds since 1970
     */
    private record Item(String path, boolean isOurs, long modified, long created) {}
}
