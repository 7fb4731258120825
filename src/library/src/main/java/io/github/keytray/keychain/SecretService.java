package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import io.github.keytray.internal.dbus.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The collections and items of the freedesktop.org Secret Service: which there are, and whether they are unlocked. */
final class SecretService {
    static final String NAME = "org.freedesktop.secrets";
    static final String COLLECTION = "org.freedesktop.Secret.Collection";
    static final String ITEM = "org.freedesktop.Secret.Item";
    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";

    private final SessionBusConnection bus;
    private final Owner owner;
    private final KeychainFailures problem;
    private final SecretPrompts prompts;
    private final Target target;

    /**
     * @param name its name on the bus
     */
    SecretService(SessionBusConnection bus, String name, Owner owner, KeychainFailures problem, SecretPrompts prompts) {
        this.bus = bus;
        this.owner = owner;
        this.problem = problem;
        this.prompts = prompts;
        this.target = new Target(name, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service");
    }

    SecretSession openSession() throws BusException, InterruptedException {
        return SecretSession.open(bus, target);
    }

    /** The person's default collection; null where there is none. */
    @Nullable
    String defaultCollection() throws BusException, InterruptedException {
        String path = path(bus.call(SessionBusConnection.PATIENCE, target, "ReadAlias", "s", "default")[0]);
        return path.equals(SecretPrompts.NONE) ? null : path;
    }

    /** The person's default collection; where there is none, GNOME Keyring asks the person for a new one. */
    String collectionToWriteTo() throws StoreUnavailable, BusException, InterruptedException {
        String collection = defaultCollection();
        if (collection != null) return collection;
        // Other services store items in a database or wallet that the user has chosen; Keytray must not create another
        // one.
        if (!owner.equals(Owner.GNOME_KEYRING)) throw problem.closed();
        makeCollection();
        collection = defaultCollection();
        if (collection == null) throw problem.failed(null);
        return collection;
    }

    /** The alias comes last, because a service may give it away before the person has agreed. */
    private void makeCollection() throws StoreUnavailable, BusException, InterruptedException {
        List<String> before = collections();
        Map<String, Variant> properties = Map.of(COLLECTION + ".Label", new Variant("s", "Default keyring"));
        Object[] answer = bus.call(SessionBusConnection.PATIENCE, target, "CreateCollection", "a{sv}s", properties, "");
        prompts.unlock(path(answer[1]), () -> !collections().equals(before));
        for (String collection : collections()) {
            if (before.contains(collection)) continue;
            bus.call(SessionBusConnection.PATIENCE, target, "SetAlias", "so", "default", collection);
        }
    }

    List<String> collections() throws BusException, InterruptedException {
        return paths(property(target.path(), target.interfaceName(), "Collections"));
    }

    List<String> items(String collection, EntryName entry) throws BusException, InterruptedException {
        Map<String, String> attributes = Map.of("service", entry.service(), "account", entry.account());
        return paths(
                bus.call(SessionBusConnection.PATIENCE, at(collection, COLLECTION), "SearchItems", "a{ss}", attributes)[
                        0]);
    }

    /** All items of the collection, with their attributes. */
    Map<String, Map<?, ?>> items(String collection) throws BusException, InterruptedException {
        Map<String, Map<?, ?>> items = new LinkedHashMap<>();
        for (String item : paths(property(collection, COLLECTION, "Items"))) {
            if (property(item, ITEM, "Attributes") instanceof Map<?, ?> attributes) items.put(item, attributes);
        }
        return items;
    }

    boolean isCollectionLocked(String collection) throws BusException, InterruptedException {
        return Boolean.TRUE.equals(property(collection, COLLECTION, "Locked"));
    }

    boolean isItemLocked(String item) throws BusException, InterruptedException {
        return Boolean.TRUE.equals(property(item, ITEM, "Locked"));
    }

    boolean isAnyLocked(List<String> items) throws BusException, InterruptedException {
        for (String item : items) if (isItemLocked(item)) return true;
        return false;
    }

    void unlockCollection(String collection) throws StoreUnavailable, BusException, InterruptedException {
        if (!isCollectionLocked(collection)) return;
        String prompt = unlockPrompt(List.of(collection));
        prompts.unlock(prompt, () -> !isCollectionLocked(collection));
        if (isCollectionLocked(collection)) throw problem.locked(null);
    }

    /** KeePassXC lets each program have the items that the person allows it, and asks once for all of them. */
    void unlockItems(List<String> items) throws StoreUnavailable, BusException, InterruptedException {
        List<String> locked = new ArrayList<>();
        for (String item : items) if (isItemLocked(item)) locked.add(item);
        if (locked.isEmpty()) return;
        prompts.unlock(unlockPrompt(locked), () -> !isItemLocked(locked.get(0)));
        if (isItemLocked(locked.get(0))) throw problem.locked(null);
    }

    private String unlockPrompt(List<String> paths) throws BusException, InterruptedException {
        return path(bus.call(SessionBusConnection.PATIENCE, target, "Unlock", "ao", paths)[1]);
    }

    @Nullable
    Object property(String path, String face, String name) throws BusException, InterruptedException {
        Object answer = bus.call(SessionBusConnection.PATIENCE, at(path, PROPERTIES), "Get", "ss", face, name)[0];
        return answer instanceof Variant variant ? variant.value() : null;
    }

    Target at(String path, String face) {
        return target.at(path).as(face);
    }

    static String path(Object answer) {
        return String.valueOf(answer);
    }

    private static List<String> paths(@Nullable Object answer) {
        List<String> paths = new ArrayList<>();
        if (answer instanceof Collection<?> list) for (Object each : list) paths.add(path(each));
        return paths;
    }
}
