package io.github.keytray.keychain;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An item of {@link FakeSecretService}. */
final class FakeItem {
    final String path;
    final String label;
    final Map<?, ?> attributes;
    final long findableAt;

    /** The connections of the programs that the person lets read it. */
    final Set<String> readers = new HashSet<>();

    /** Whether no program can find it any more. */
    boolean isLost;

    private byte[] secret = {};
    private byte @Nullable [] onDisk;
    private long writtenAt;

    /**
     * @param findableAt when it can be found, as {@link System#nanoTime} tells it
     */
    FakeItem(String path, String label, Map<?, ?> attributes, long findableAt) {
        this.path = path;
        this.label = label;
        this.attributes = attributes;
        this.findableAt = findableAt;
    }

    byte[] secret() {
        return secret.clone();
    }

    /**
     * Keeps a secret.
     *
     * @param nanos how long it takes until it is on the disk
     */
    void put(byte[] value, long nanos) {
        onDisk = bytesOnDisk();
        secret = value.clone();
        writtenAt = System.nanoTime() + nanos;
    }

    boolean isOnDisk() {
        return System.nanoTime() - writtenAt >= 0;
    }

    /** As after the death of the program that has it: what was not on the disk is what it was before, or empty. */
    void die() {
        secret = bytesOnDisk();
        readers.clear();
        writtenAt = System.nanoTime();
    }

    private byte[] bytesOnDisk() {
        return isOnDisk() || onDisk == null ? secret : onDisk;
    }

    boolean has(Map<?, ?> wanted) {
        return !isLost && attributes.entrySet().containsAll(wanted.entrySet()) && isFindable();
    }

    private boolean isFindable() {
        return System.nanoTime() - findableAt >= 0;
    }
}
