package io.github.keytray.keychain;

import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the keychain by the owner of its bus name, because several use {@code org.freedesktop.secrets}.
 *
 * @param id its identifier in files; never changes
 * @param name its name for users
 */
record Owner(String id, String name) {
    static final Owner GNOME_KEYRING = new Owner("gnome-keyring", "GNOME Keyring");
    static final Owner KEEPASSXC = new Owner("keepassxc", "KeePassXC");
    static final Owner KWALLET = new Owner("kwallet", "KWallet");

    private static final List<Owner> KNOWN = List.of(GNOME_KEYRING, KEEPASSXC, KWALLET);
    private static final String UNKNOWN = "secret-service";

    /** Not as records have it, whose comparison a young process would first have to make. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Owner owner && owner.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The owner with the id that {@link #id} gave. */
    static Owner ofId(String id) {
        for (Owner known : KNOWN) if (known.id.equals(id)) return known;
        return new Owner(id, id.equals(UNKNOWN) ? "the Secret Service" : id);
    }

    /** The owner that the person names, as messages do or by its id; null for none that is known. */
    static @Nullable Owner ofName(String name) {
        String id = name.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
        for (Owner known : KNOWN) if (known.id.equals(id)) return known;
        return null;
    }

    /** The owner of a name on the bus, by its process. */
    static Owner of(SessionBusConnection bus, String service) throws BusException, InterruptedException {
        Object pid = bus.call(
                        SessionBusConnection.PATIENCE,
                        SessionBusConnection.DAEMON,
                        "GetConnectionUnixProcessID",
                        "s",
                        service)[0];
        Path process = Path.of("/proc", String.valueOf(pid));
        String command = read(process.resolve("comm")).strip();
        // A sandbox is spoken for by a proxy, whose arguments name the application.
        Owner owner = known(command + " " + (command.contains("proxy") ? read(process.resolve("cmdline")) : ""));
        if (owner != null) return owner;
        String id = command.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "");
        return ofId(id.isEmpty() ? UNKNOWN : id);
    }

    private static @Nullable Owner known(String command) {
        String words = command.toLowerCase(Locale.ROOT);
        if (words.contains("keepassxc")) return KEEPASSXC;
        if (words.contains("kwalletd") || words.contains("ksecretd")) return KWALLET;
        return words.contains("gnome-keyring") ? GNOME_KEYRING : null;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
