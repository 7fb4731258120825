package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.Variant;
import java.util.Arrays;
import java.util.List;

/** A picture as StatusNotifierItem has it: width, height, and ARGB in network byte order. */
public final class Pixmap {
    /** The D-Bus signature of several sizes of one picture. */
    static final String SIGNATURE = "a(iiay)";

    private final int size;
    private final byte[] argb;

    /**
     * A square picture.
     *
     * @param argb its pixels, row by row, four bytes each; not copied
     */
    public Pixmap(int size, byte[] argb) {
        this.size = size;
        this.argb = argb;
    }

    /** Several sizes of one picture, of which the host takes what fits. */
    static Variant variant(List<Pixmap> sizes) {
        List<Object[]> structs = sizes.stream()
                .map(each -> new Object[] {each.size, each.size, each.argb})
                .toList();
        return new Variant(SIGNATURE, structs);
    }

    /** Whether two pictures are the same to the eye. */
    static boolean areSame(List<Pixmap> one, List<Pixmap> other) {
        if (one.size() != other.size()) return false;
        for (int i = 0; i < one.size(); i++) {
            if (!Arrays.equals(one.get(i).argb, other.get(i).argb)) return false;
        }
        return true;
    }
}
