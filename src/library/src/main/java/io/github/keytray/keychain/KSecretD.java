package io.github.keytray.keychain;

import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import io.github.keytray.internal.dbus.Variant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Ksecretd, which has the wallets since KDE Frameworks 6.14; kwalletd6 hands on to it. Kwalletd6 calls a wallet open when it
 * has a handle to it, and gives handles to wallets that stay locked. Whether a wallet is locked is therefore asked here.
 *
 * @param bus the session bus
 */
record KSecretD(SessionBusConnection bus) {
    /** Its own name. That of the Secret Service it has only where no other program has it. */
    static final String NAME = "org.kde.secretservicecompat";

    private static final Target SERVICE =
            new Target(NAME, "/org/freedesktop/secrets", "org.freedesktop.DBus.Properties");

    /** Whether the wallet is locked; null where KWallet itself has the wallets, or this one is not there yet. */
    @Nullable
    Boolean isLocked(String wallet) throws BusException, InterruptedException {
        if (!Boolean.TRUE.equals(call(SessionBusConnection.DAEMON, "NameHasOwner", "s", NAME))) return null;
        if (!(property(SERVICE, "org.freedesktop.Secret.Service", "Collections") instanceof Collection<?> all))
            return null;
        for (Object path : all) {
            Target collection = SERVICE.at(String.valueOf(path));
            if (wallet.equals(property(collection, SecretService.COLLECTION, "Label"))) {
                return Boolean.TRUE.equals(property(collection, SecretService.COLLECTION, "Locked"));
            }
        }
        return null;
    }

    private @Nullable Object property(Target of, String face, String name) throws BusException, InterruptedException {
        return call(of, "Get", "ss", face, name) instanceof Variant variant ? variant.value() : null;
    }

    private Object call(Target target, String method, String signature, Object... arguments)
            throws BusException, InterruptedException {
        return bus.call(SessionBusConnection.PATIENCE, target, method, signature, arguments)[0];
    }
}
