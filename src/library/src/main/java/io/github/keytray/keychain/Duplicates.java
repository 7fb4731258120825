package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several items of one name in a collection of the Secret Service. Two first writers at once make them, or another
 * program.
 */
record Duplicates(SessionBusConnection bus, SecretService service, SecretPrompts prompts) {
    private static final Set<String> OURS = Set.of("service", "account", "xdg:schema");

    /** Attributes that KeePassXC adds. */
    private static final Set<String> KEEPASSXC = Set.of("Title", "UserName", "URL", "Notes", "Path", "Uuid");

    /**
     * Deletes all items but the one that Keytray changed last, or else the one changed last. Processes that repair at
     * the same time choose the same item, because none is changed meanwhile.
     */
    void removeDuplicates(List<String> paths) throws StoreUnavailable, InterruptedException, BusException {
        List<Item> items = new ArrayList<>();
        for (String path : paths) items.add(item(path));
        items.sort(Comparator.comparing(Item::isOurs)
                .thenComparingLong(Item::modified)
                .thenComparingLong(Item::created)
                .thenComparing(Item::path));
        for (Item item : items.subList(0, items.size() - 1)) delete(item);
    }

    private Item item(String path) throws BusException, InterruptedException {
        boolean ours = service.property(path, SecretService.ITEM, "Attributes") instanceof Map<?, ?> attributes
                && attributes.keySet().stream().allMatch(name -> OURS.contains(name) || KEEPASSXC.contains(name));
        return new Item(path, ours, time(path, "Modified"), time(path, "Created"));
    }

    private long time(String path, String property) throws BusException, InterruptedException {
        return service.property(path, SecretService.ITEM, property) instanceof Number seconds ? seconds.longValue() : 0;
    }

    private void delete(Item item) throws StoreUnavailable, InterruptedException {
        try {
            Object[] answer =
                    bus.call(SessionBusConnection.PATIENCE, service.at(item.path, SecretService.ITEM), "Delete", "");
            prompts.confirm(SecretService.path(answer[0]), () -> false);
        } catch (BusException gone) {
            // Another process may repair at the same time. Only the number of remaining items counts.
        }
    }

    /**
     * One of them.
     *
     * @param isOurs whether it has the attributes that Keytray gives it, and no other
     * @param modified seconds since 1970
     * @param created seconds since 1970
     */
    private record Item(String path, boolean isOurs, long modified, long created) {}
}
