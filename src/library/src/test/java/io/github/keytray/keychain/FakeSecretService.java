package io.github.keytray.keychain;

import io.github.keytray.internal.dbus.BusPeer;
import io.github.keytray.internal.dbus.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** As much of a Secret Service as Keytray calls, in the process of the test, which has the name of the real one's meanwhile. */
final class FakeSecretService implements FakeDaemon {
    private static final String ROOT = "/org/freedesktop/secrets";
    private static final String COLLECTION = ROOT + "/collection/login";
    private static final String NONE = "/";

    /** The name of its process, by which Keytray knows whose the Secret Service is. */
    private static final Path PROCESS = Path.of("/proc/self/comm");

    private static final long UNTIL_FOUND = TimeUnit.MILLISECONDS.toNanos(30);
    private static final long UNTIL_WRITTEN = TimeUnit.SECONDS.toNanos(2);

    private final Path socket;
    private final Owner owner;
    private final Set<Habit> habits = EnumSet.noneOf(Habit.class);
    private final String process;
    private final Map<String, FakeItem> items = new ConcurrentHashMap<>();
    private final Map<String, Prompt> prompts = new ConcurrentHashMap<>();
    private volatile String alias = COLLECTION;
    private volatile boolean hasCollection = true;
    private volatile boolean isLocked;
    private int number;
    private @Nullable BusPeer peer;

    /** What a Secret Service was seen to do. */
    enum Habit {
        /** Answers CreateItem and Delete with a prompt named by 32 hex digits, and does nothing until it is called. */
        HEX_PROMPTS,
        /** Each program may read only the items that the person allows it, and those that it has made. */
        LOCKS_ITEMS,
        /** Says that a prompt is completed before what it is for can be found. */
        COMPLETES_EARLY,
        /** Has the attributes on its disk at once, and the secret later. */
        WRITES_LATE,
        /** Gives an item another key where one of the same label is set again, and leaves the old one there unfound. */
        RENAMES,
        /** Has no collection at first. */
        IS_NEW
    }

    private record Prompt(String caller, boolean asks, Runnable action) {}

    FakeSecretService(Path socket, Owner owner, Habit... habits) throws IOException {
        this.socket = socket;
        this.owner = owner;
        this.habits.addAll(List.of(habits));
        this.process = Files.readString(PROCESS).strip();
        if (has(Habit.IS_NEW)) {
            alias = NONE;
            hasCollection = false;
        }
    }

    private boolean has(Habit habit) {
        return habits.contains(habit);
    }

    @Override
    public String name() {
        return owner.name();
    }

    @Override
    public void start() throws IOException {
        Files.writeString(PROCESS, owner.equals(Owner.GNOME_KEYRING) ? "gnome-keyring-d" : owner.id());
        peer = new BusPeer(socket, SecretService.NAME, this::called);
    }

    @Override
    public void lock() {
        isLocked = true;
    }

    @Override
    public void closeCollection() {
        alias = NONE;
        hasCollection = false;
    }

    @Override
    public void kill() throws IOException {
        Objects.requireNonNull(peer).close();
        prompts.clear();
        items.values().forEach(FakeItem::die);
    }

    @Override
    public void awaitWritten() throws InterruptedException {
        while (!items.values().stream().allMatch(FakeItem::isOnDisk)) TimeUnit.MILLISECONDS.sleep(10);
    }

    @Override
    public void close() throws IOException {
        Files.writeString(PROCESS, process);
        if (peer != null) peer.close();
    }

    @Override
    public Collection<String> keys() {
        return items.values().stream().map(item -> item.label).toList();
    }

    @Override
    public Set<String> questions() {
        Set<String> shown = ConcurrentHashMap.newKeySet();
        prompts.forEach((path, prompt) -> {
            if (prompt.asks && prompt.caller.isEmpty()) shown.add(path);
        });
        return shown;
    }

    @Override
    public void answer(String question, boolean agrees) {
        complete(question, !agrees);
    }

    private void complete(String path, boolean dismissed) {
        Prompt prompt = prompts.remove(path);
        if (prompt == null) return;
        if (has(Habit.COMPLETES_EARLY)) completed(path, dismissed);
        if (!dismissed) prompt.action.run();
        if (!has(Habit.COMPLETES_EARLY)) completed(path, dismissed);
    }

    private void completed(String path, boolean dismissed) {
        Objects.requireNonNull(peer)
                .signal(path, "org.freedesktop.Secret.Prompt", "Completed", "bv", dismissed, new Variant("s", ""));
    }

    private String prompt(boolean asks, Runnable action) {
        String hex = UUID.randomUUID().toString().replace("-", "");
        String path = ROOT + "/prompt/" + (has(Habit.HEX_PROMPTS) ? hex : "p" + ++number);
        prompts.put(path, new Prompt("not called yet", asks, action));
        return path;
    }

    private void called(BusPeer.Call call) {
        switch (call.member()) {
            case "OpenSession" -> {
                if (call.text(0).equals("plain")) call.reply("vo", new Variant("s", ""), ROOT + "/session/1");
                else call.refuse("org.freedesktop.DBus.Error.NotSupported");
            }
            case "ReadAlias" -> call.reply("o", alias);
            case "SetAlias" -> {
                alias = call.text(1);
                call.reply("");
            }
            case "CreateCollection" -> createCollection(call);
            case "Unlock" -> unlock(call);
            case "Get" -> get(call);
            case "SearchItems" -> call.reply("ao", found((Map<?, ?>) call.argument(0)));
            case "CreateItem" -> create(call);
            case "Delete" -> delete(call);
            case "SetSecret" -> {
                if (mayRead(call)) {
                    put(item(call), (Object[]) call.argument(0));
                    call.reply("");
                }
            }
            case "GetSecret" -> {
                if (mayRead(call)) call.reply("(oayays)", (Object) secret(call.text(0), item(call)));
            }
            case "Prompt" -> {
                call.reply("");
                Prompt prompt = prompts.get(call.path());
                if (prompt == null) return;
                prompts.put(call.path(), new Prompt("", prompt.asks, prompt.action));
                if (!prompt.asks) complete(call.path(), false);
            }
            case "Dismiss" -> {
                call.reply("");
                complete(call.path(), true);
            }
            default -> call.refuse("org.freedesktop.DBus.Error.UnknownMethod");
        }
    }

    /** Real ones give the alias away before the person agrees, so that it must not be asked for here. */
    private void createCollection(BusPeer.Call call) {
        if (!call.text(1).isEmpty()) call.refuse("org.freedesktop.DBus.Error.InvalidArgs");
        else call.reply("oo", NONE, prompt(true, () -> hasCollection = true));
    }

    private static Object[] secret(String session, FakeItem item) {
        return new Object[] {session, new byte[0], item.secret(), "text/plain"};
    }

    private FakeItem item(BusPeer.Call call) {
        return Objects.requireNonNull(items.get(call.path()));
    }

    private boolean isLocked(String path, String reader) {
        FakeItem item = items.get(path);
        return isLocked || (item != null && has(Habit.LOCKS_ITEMS) && !item.readers.contains(reader));
    }

    private boolean mayRead(BusPeer.Call call) {
        if (!items.containsKey(call.path())) call.refuse("org.freedesktop.Secret.Error.NoSuchObject");
        else if (isLocked(call.path(), call.sender())) call.refuse("org.freedesktop.Secret.Error.IsLocked");
        else return true;
        return false;
    }

    private void unlock(BusPeer.Call call) {
        Collection<?> paths = (Collection<?>) call.argument(0);
        String reader = call.sender();
        List<Object> open = new ArrayList<>(paths);
        open.removeIf(path -> isLocked(String.valueOf(path), reader));
        if (open.size() == paths.size()) {
            call.reply("aoo", open, NONE);
            return;
        }
        call.reply("aoo", open, prompt(true, () -> {
            isLocked = false;
            for (Object path : paths) {
                FakeItem item = items.get(String.valueOf(path));
                if (item != null) item.readers.add(reader);
            }
        }));
    }

    private void get(BusPeer.Call call) {
        FakeItem item = items.get(call.path());
        switch (call.text(1)) {
            case "Collections" -> reply(call, "ao", hasCollection ? List.of(COLLECTION) : List.of());
            case "Items" -> reply(call, "ao", found(Map.of()));
            case "Locked" -> reply(call, "b", isLocked(call.path(), call.sender()));
            case "Attributes" -> reply(call, "a{ss}", item == null ? Map.of() : item.attributes);
            default -> reply(call, "t", 0L);
        }
    }

    private static void reply(BusPeer.Call call, String signature, Object value) {
        call.reply("v", new Variant(signature, value));
    }

    private List<String> found(Map<?, ?> attributes) {
        return items.values().stream()
                .filter(item -> item.has(attributes))
                .map(item -> item.path)
                .sorted()
                .toList();
    }

    private void create(BusPeer.Call call) {
        Map<?, ?> properties = (Map<?, ?>) call.argument(0);
        Object[] secret = (Object[]) call.argument(1);
        String label = String.valueOf(value(properties, "Label"));
        Map<?, ?> attributes = new LinkedHashMap<>((Map<?, ?>) value(properties, "Attributes"));
        String maker = call.sender();
        String path = COLLECTION + "/" + ++number;
        Runnable making = () -> make(path, label, attributes, maker, secret);
        if (isLocked) {
            call.refuse("org.freedesktop.Secret.Error.IsLocked");
        } else if (has(Habit.HEX_PROMPTS)) {
            call.reply("oo", NONE, prompt(false, making));
        } else {
            making.run();
            call.reply("oo", path, NONE);
        }
    }

    private void make(String path, String label, Map<?, ?> attributes, String maker, Object... secret) {
        boolean renames = has(Habit.RENAMES) && keys().contains(label);
        if (renames) found(attributes).forEach(old -> Objects.requireNonNull(items.get(old)).isLost = true);
        long findable = System.nanoTime() + (has(Habit.COMPLETES_EARLY) ? UNTIL_FOUND : 0);
        FakeItem item = new FakeItem(path, renames ? label + "__0_" : label, attributes, findable);
        item.readers.add(maker);
        put(item, secret);
        items.put(path, item);
    }

    private static Object value(Map<?, ?> properties, String name) {
        return ((Variant) Objects.requireNonNull(properties.get(SecretService.ITEM + "." + name))).value();
    }

    private void put(FakeItem item, Object... secret) {
        item.put((byte[]) secret[2], has(Habit.WRITES_LATE) ? UNTIL_WRITTEN : 0);
    }

    private void delete(BusPeer.Call call) {
        String path = call.path();
        if (has(Habit.HEX_PROMPTS)) {
            call.reply("o", prompt(true, () -> items.remove(path)));
        } else {
            items.remove(path);
            call.reply("o", NONE);
        }
    }
}
