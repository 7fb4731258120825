package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A keychain in memory that does what it is told so many times, and then no more. */
final class CrashingBackend implements Backend {
    final Map<String, String> values = new TreeMap<>();
    private final List<Runnable> postponed = new ArrayList<>();
    int reads;
    int changes;
    private int left = Integer.MAX_VALUE;
    private int untilPostponed = Integer.MAX_VALUE;
    Listener afterRead = name -> {};
    boolean isWriting;

    @FunctionalInterface
    interface Listener {
        void heard(EntryName name) throws StoreUnavailable, InterruptedException;
    }

    void dieAfter(int changes) {
        left = changes;
    }

    /** The change after so many is done only later, and its caller gives up. */
    void postponeAfter(int changes) {
        untilPostponed = changes;
    }

    void doWhatWasPostponed() {
        untilPostponed = Integer.MAX_VALUE;
        postponed.forEach(Runnable::run);
    }

    private void change(Runnable change) {
        changes++;
        if (left-- <= 0) throw new SimulatedCrash();
        if (untilPostponed-- == 0) {
            untilPostponed = Integer.MAX_VALUE;
            postponed.add(change);
            throw new SimulatedCrash();
        }
        change.run();
    }

    @Override
    public void unlock(EntryName entry, boolean writing) {}

    @Override
    public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
        reads++;
        Optional<String> value = Optional.ofNullable(values.get(entry.account()));
        afterRead.heard(entry);
        return value;
    }

    @Override
    public void set(EntryName entry, String value) {
        change(() -> values.put(entry.account(), value));
    }

    @Override
    public void delete(EntryName entry) {
        change(() -> values.remove(entry.account()));
    }

    @Override
    public void close() {}

    /** As if the process were gone. */
    static final class SimulatedCrash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
