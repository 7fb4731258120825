package io.github.keytray.keychain;

import io.github.keytray.internal.dbus.BusPeer;
import io.github.keytray.internal.dbus.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** As much of KWallet as Keytray calls. Like the real one, it answers a refused caller with -1. */
final class FakeKWallet implements FakeDaemon {
    private static final String WALLET = "kdewallet";

    private final Map<String, String> entries = new ConcurrentHashMap<>();
    private final Map<String, String> onDisk = new ConcurrentHashMap<>();
    private final Map<String, BusPeer.Call> asked = new ConcurrentHashMap<>();
    private final Path socket;
    private final Set<Habit> habits = EnumSet.noneOf(Habit.class);
    private @Nullable BusPeer peer;
    private @Nullable BusPeer keeper;
    private int number = 6;
    volatile boolean refuses;
    volatile boolean isOpen;

    /** Answers the next open with -1 although it opens, as KWallet 6 does after its wizard. */
    volatile boolean answersLate;

    volatile List<String> wallets = List.of(WALLET);
    final Set<String> applications = ConcurrentHashMap.newKeySet();
    final Set<Integer> handles = ConcurrentHashMap.newKeySet();

    /** What a KWallet was seen to do. */
    enum Habit {
        /** Opens for every program without asking the person. */
        OPENS_BY_ITSELF,
        /** Has no wallet at first: opening it makes one, and then answers -1 once. */
        MINUS_ONE_AFTER_ITS_WIZARD,
        /**
         * Ksecretd has the wallets: one counts as open where a handle to it was given, and one that the person does not unlock
         * gives a handle that reads nothing.
         */
        HANDS_ON_TO_KSECRETD
    }

    FakeKWallet(Path socket, Habit... habits) {
        this.socket = socket;
        this.habits.addAll(List.of(habits));
        if (this.habits.contains(Habit.MINUS_ONE_AFTER_ITS_WIZARD)) {
            answersLate = true;
            wallets = List.of();
        }
    }

    /** One that is open already, and opens for every program without asking the person. */
    static FakeKWallet opened(PrivateSession session) throws IOException {
        FakeKWallet wallet = new FakeKWallet(session.socket(), Habit.OPENS_BY_ITSELF);
        wallet.isOpen = true;
        wallet.start();
        return wallet;
    }

    @Override
    public String name() {
        return "KWallet";
    }

    @Override
    public void start() throws IOException {
        peer = new BusPeer(socket, handsOn() ? Desktop.KWALLET_6 : "org.kde.kwalletd5", this::called);
        if (handsOn()) keeper = new BusPeer(socket, KSecretD.NAME, this::keeperCalled);
    }

    @Override
    public void lock() {
        isOpen = false;
        handles.clear();
    }

    @Override
    public void kill() throws IOException {
        die();
        close();
    }

    /** Is killed and started again: what was not written to the disk is as it was before. */
    void die() {
        lock();
        entries.clear();
        entries.putAll(onDisk);
    }

    @Override
    public void closeCollection() {
        lock();
        entries.clear();
        wallets = List.of();
    }

    @Override
    public Collection<String> keys() {
        return Set.copyOf(entries.keySet());
    }

    @Override
    public Set<String> questions() {
        return Set.copyOf(asked.keySet());
    }

    @Override
    public void answer(String question, boolean agrees) {
        BusPeer.Call call = asked.remove(question);
        if (call != null) opened(call, agrees);
    }

    private void open(BusPeer.Call call) {
        if (isOpen || habits.contains(Habit.OPENS_BY_ITSELF)) opened(call, !refuses);
        else asked.put("open for " + call.text(2) + " " + call.sender(), call);
    }

    private void opened(BusPeer.Call call, boolean agrees) {
        if (agrees) {
            isOpen = true;
            wallets = List.of(call.text(0));
            applications.add(call.text(2));
        }
        if ((!agrees && !handsOn()) || (agrees && answersLate)) {
            answersLate = answersLate && !agrees;
            call.reply("i", -1);
        } else {
            handles.add(++number);
            call.reply("i", number);
        }
    }

    private void called(BusPeer.Call call) {
        switch (call.member()) {
            case "localWallet" -> call.reply("s", WALLET);
            case "wallets" -> call.reply("as", wallets);
            case "isEnabled" -> call.reply("b", true);
            case "open" -> open(call);
            case "isOpen" -> call.reply("b", call.argument(0) instanceof Integer ? isHandle(call) : countsAsOpen());
            case "close" -> {
                handles.remove(call.argument(0));
                call.reply("i", 0);
            }
            case "keyDoesNotExist" -> call.reply("b", !entries.containsKey(key(call)));
            case "hasFolder" -> call.reply("b", !list(call.text(1)).isEmpty());
            case "createFolder", "removeFolder" -> call.reply("b", true);
            case "hasEntry" -> call.reply("b", isHandle(call) && entries.containsKey(key(call)));
            case "readPassword" -> call.reply("s", isHandle(call) ? entries.getOrDefault(key(call), "") : "");
            case "folderList" -> call.reply("as", folders());
            case "entryList" -> call.reply("as", isHandle(call) ? list(call.text(1)) : List.of());
            case "writePassword" -> {
                if (isHandle(call)) entries.put(key(call), call.text(3));
                call.reply("i", isHandle(call) ? 0 : -1);
            }
            case "removeEntry" -> call.reply("i", isHandle(call) && entries.remove(key(call)) != null ? 0 : -3);
            // Announced as a method without an answer.
            case "sync" -> {
                onDisk.clear();
                onDisk.putAll(entries);
            }
            default -> call.refuse("org.freedesktop.DBus.Error.UnknownMethod");
        }
    }

    /** The Secret Service of ksecretd, whose one collection is the wallet. */
    private void keeperCalled(BusPeer.Call call) {
        switch (call.text(1)) {
            case "Collections" ->
                call.reply("v", new Variant("ao", wallets.isEmpty() ? List.of() : List.of("/collection/" + WALLET)));
            case "Label" -> call.reply("v", new Variant("s", WALLET));
            case "Locked" -> call.reply("v", new Variant("b", !isOpen));
            default -> call.refuse("org.freedesktop.DBus.Error.UnknownProperty");
        }
    }

    private boolean handsOn() {
        return habits.contains(Habit.HANDS_ON_TO_KSECRETD);
    }

    private boolean countsAsOpen() {
        return handsOn() ? !handles.isEmpty() : isOpen;
    }

    private boolean isHandle(BusPeer.Call call) {
        return isOpen && call.argument(0) instanceof Integer handle && handles.contains(handle);
    }

    private static String key(BusPeer.Call call) {
        return call.text(1) + '/' + call.text(2);
    }

    private List<String> folders() {
        return entries.keySet().stream()
                .map(key -> key.substring(0, key.lastIndexOf('/')))
                .distinct()
                .toList();
    }

    private List<String> list(String folder) {
        return entries.keySet().stream()
                .filter(key -> key.startsWith(folder + '/'))
                .map(key -> key.substring(folder.length() + 1))
                .toList();
    }

    @Override
    public void close() throws IOException {
        if (peer != null) peer.close();
        if (keeper != null) keeper.close();
    }
}
