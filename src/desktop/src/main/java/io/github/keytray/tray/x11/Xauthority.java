package io.github.keytray.tray.x11;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file with what lets this person's programs use their X servers ({@code Xau(3)}). */
final class Xauthority {
    private static final String COOKIE = "MIT-MAGIC-COOKIE-1";
    private static final int LOCAL = 256;
    private static final int WILD = 65_535;
    private static final long MOST_BYTES = 1 << 20;

    private final List<Entry> entries;

    private Xauthority(List<Entry> entries) {
        this.entries = entries;
    }

    /** One of its entries. The cookie is a secret, so that it has no {@code toString}. */
    private static final class Entry {
        final int family;
        final String address;
        /** Of the display; empty for any. */
        final String number;

        final String name;
        final byte[] cookie;

        Entry(DataInputStream in) throws IOException {
            family = in.readUnsignedShort();
            address = text(in);
            number = text(in);
            name = text(in);
            cookie = bytes(in);
        }

        boolean isFor(DisplayName display, String host) {
            boolean isHere = family == WILD || (family == LOCAL && address.equals(host));
            return isHere && name.equals(COOKIE) && (number.isEmpty() || number.equals("" + display.number()));
        }
    }

    /** That of a process with these variables. An unreadable one counts as empty. */
    static Xauthority of(Map<String, String> environment) {
        String file = environment.getOrDefault("XAUTHORITY", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        try {
            return read(file.isEmpty() ? Path.of(home, ".Xauthority") : Path.of(file));
        } catch (IOException | RuntimeException unreadable) {
            return new Xauthority(List.of());
        }
    }

    static Xauthority read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) throw new IOException("No such file: " + file);
        List<Entry> entries = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            while (in.available() > 0) entries.add(new Entry(in));
        } catch (EOFException cutOff) {
            // It is just being written, or the disk was full. What comes before is whole.
        }
        return new Xauthority(entries);
    }

    /**
     * What lets us in to a server of this machine, or one that {@code ssh} brings here, which has an entry as though it were.
     * A file that several machines share has theirs, too, which are not for a server here.
     *
     * @param host the name of this machine
     * @return null for nothing
     */
    byte @Nullable [] cookie(DisplayName display, String host) {
        for (Entry entry : entries) if (entry.isFor(display, host)) return entry.cookie;
        return null;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return bytes;
    }
}
