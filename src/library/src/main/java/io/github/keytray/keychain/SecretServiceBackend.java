package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import io.github.keytray.internal.dbus.Variant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** ChunkedEntries as items of the Secret Service, with the attributes that java-keyring gives them. */
final class SecretServiceBackend implements Backend {
    /** KeePassXC says that an item is made a moment before it can be found. */
    private static final long UNTIL_FOUND = TimeUnit.SECONDS.toNanos(1);

    private final SessionBusConnection bus;
    private final Owner owner;
    private final KeychainFailures problem;
    private final SecretPrompts prompts;
    private final SecretService service;
    private @Nullable SecretSession session;

    SecretServiceBackend(
            SessionBusConnection bus,
            Desktop.Found found,
            PromptMonitor person,
            KeychainFailures problem,
            boolean display) {
        this.bus = bus;
        this.owner = found.owner();
        this.problem = problem;
        this.prompts = new SecretPrompts(bus, found, person, problem, display);
        this.service = new SecretService(bus, found.service(), owner, problem, prompts);
    }

    @Override
    public boolean asksForEachEntry() {
        return !owner.equals(Owner.GNOME_KEYRING);
    }

    @Override
    public boolean isClosed() throws StoreUnavailable, InterruptedException {
        return onBus(() -> service.defaultCollection() == null);
    }

    @Override
    public void unlock(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
        onBus(() -> {
            String collection = writing ? service.collectionToWriteTo() : service.defaultCollection();
            if (collection == null) return entry;
            service.unlockCollection(collection);
            List<String> items = find(entry);
            if (writing || service.isAnyLocked(items)) unlock(entry, items);
            return entry;
        });
    }

    @Override
    public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
        return onBus(new Get(entry));
    }

    @Override
    public void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException {
        onBus(() -> {
            String item = only(entry);
            if (item == null) return create(entry, value);
            return unlocked(
                    entry,
                    item,
                    () -> bus.call(SessionBusConnection.PATIENCE, at(item), "SetSecret", "(oayays)", (Object)
                            session().seal(value)));
        });
    }

    @Override
    public void delete(EntryName entry) throws StoreUnavailable, InterruptedException {
        onBus(() -> {
            String item = only(entry);
            if (item == null) return entry;
            Object[] answer = bus.call(SessionBusConnection.PATIENCE, at(item), "Delete", "");
            prompts.confirm(SecretService.path(answer[0]), () -> find(entry).isEmpty());
            until(() -> find(entry).isEmpty());
            return entry;
        });
    }

    @Override
    public Set<EntryName> names() throws StoreUnavailable, InterruptedException {
        return onBus(() -> {
            String first = service.defaultCollection();
            if (first == null) return Set.of();
            service.unlockCollection(first);
            Set<EntryName> entries = new LinkedHashSet<>();
            List<String> items = new ArrayList<>();
            for (String collection : service.collections()) {
                if (!collection.equals(first) && service.isCollectionLocked(collection)) continue;
                service.items(collection)
                        .forEach((item, attributes) -> EntryName.of(attributes).ifPresent(name -> {
                            entries.add(name);
                            items.add(item);
                        }));
            }
            service.unlockItems(items);
            return entries;
        });
    }

    @Override
    public void close() {
        bus.close();
    }

    private EntryName create(EntryName entry, String value)
            throws StoreUnavailable, BusException, InterruptedException {
        String collection = service.collectionToWriteTo();
        service.unlockCollection(collection);
        Map<String, String> attributes = Map.of(
                "service", entry.service(), "account", entry.account(), "xdg:schema", "org.freedesktop.Secret.Generic");
        Map<String, Variant> properties = Map.of(
                SecretService.ITEM + ".Label", new Variant("s", entry.service() + "|" + entry.account()),
                SecretService.ITEM + ".Attributes", new Variant("a{ss}", attributes));
        Object[] answer = bus.call(
                SessionBusConnection.PATIENCE,
                service.at(collection, SecretService.COLLECTION),
                "CreateItem",
                "a{sv}(oayays)b",
                properties,
                session().seal(value),
                true);
        prompts.carryOut(SecretService.path(answer[1]), () -> !find(entry).isEmpty());
        until(() -> !find(entry).isEmpty());
        return entry;
    }

    private String read(String item) throws BusException, InterruptedException {
        return session()
                .open(bus.call(
                                SessionBusConnection.PATIENCE,
                                at(item),
                                "GetSecret",
                                "o",
                                session().path())[0]);
    }

    /** The item of the entry, after healing what several writers at once have made; null where there is none. */
    private @Nullable String only(EntryName entry) throws StoreUnavailable, BusException, InterruptedException {
        List<String> items = find(entry);
        if (items.size() > 1) {
            new Duplicates(bus, service, prompts).removeDuplicates(items);
            items = find(entry);
        }
        if (items.size() > 1) throw problem.duplicates(entry, null);
        return items.isEmpty() ? null : items.get(0);
    }

    /**
     * The items of the entry: in the default collection, else in any other that is open, because KeePassXC's default is
     * the database whose tab is in front.
     */
    private List<String> find(EntryName entry) throws StoreUnavailable, BusException, InterruptedException {
        String first = service.defaultCollection();
        if (first == null) return List.of();
        service.unlockCollection(first);
        List<String> items = service.items(first, entry);
        if (!items.isEmpty()) return items;
        for (String collection : service.collections()) {
            if (collection.equals(first) || service.isCollectionLocked(collection)) continue;
            items = service.items(collection, entry);
            if (!items.isEmpty()) return items;
        }
        return List.of();
    }

    private <T> T unlocked(EntryName entry, String item, Call<T> call)
            throws StoreUnavailable, BusException, InterruptedException {
        try {
            return call.run();
        } catch (BusException e) {
            if (e.isNoReply()) throw e;
            // The session, too, ends with the service, whose next life has another.
            session = null;
            if (e.isLocked()) unlock(entry, List.of(item));
            return call.run();
        }
    }

    /** The list of accounts changes with an entry, and the person is asked for both at once. */
    private void unlock(EntryName entry, List<String> items)
            throws StoreUnavailable, BusException, InterruptedException {
        List<String> both = new ArrayList<>(items);
        if (!entry.equals(EntryName.index())) both.addAll(find(EntryName.index()));
        service.unlockItems(both);
    }

    private static void until(Call<Boolean> there) throws StoreUnavailable, BusException, InterruptedException {
        long end = System.nanoTime() + UNTIL_FOUND;
        while (!there.run() && end - System.nanoTime() > 0) TimeUnit.MILLISECONDS.sleep(5);
    }

    private SecretSession session() throws BusException, InterruptedException {
        if (session == null) session = service.openSession();
        return session;
    }

    private Target at(String item) {
        return service.at(item, SecretService.ITEM);
    }

    private <T> T onBus(Call<T> call) throws StoreUnavailable, InterruptedException {
        try {
            return call.run();
        } catch (BusException e) {
            throw e.isLocked() ? problem.locked(e) : problem.onBus(e);
        }
    }

    /** Not lambdas: every start reads. */
    private final class Get implements Call<Optional<String>> {
        private final EntryName entry;

        Get(EntryName entry) {
            this.entry = entry;
        }

        @Override
        public Optional<String> run() throws StoreUnavailable, BusException, InterruptedException {
            String item = only(entry);
            return item == null ? Optional.empty() : Optional.of(unlocked(entry, item, new Read(item)));
        }
    }

    private final class Read implements Call<String> {
        private final String item;

        Read(String item) {
            this.item = item;
        }

        @Override
        public String run() throws BusException, InterruptedException {
            return read(item);
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws StoreUnavailable, BusException, InterruptedException;
    }
}
