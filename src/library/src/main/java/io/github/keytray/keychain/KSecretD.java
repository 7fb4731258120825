package io.github.keytray.keychain;

import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import io.github.keytray.internal.dbus.Variant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Asks ksecretd whether a wallet is locked. Since KDE Frameworks 6.14 ksecretd has the wallets, and kwalletd6 passes calls on to
 * it. Kwalletd6 cannot be asked: it calls a wallet open once it has given a handle to it, also when the wallet stays locked.
 *
 * @param bus the session bus
 */
record KSecretD(SessionBusConnection bus) {
    /** Its own name. It has the name of the Secret Service only where no other program has it. */
    static final String NAME = "org.kde.secretservicecompat";

    private static final Target SERVICE =
            new Target(NAME, "/org/freedesktop/secrets", "org.freedesktop.DBus.Properties");

    /** Whether the wallet is locked; null where ksecretd does not run or does not have this wallet. */
    @Nullable
    Boolean isLocked(String wallet) throws BusException, InterruptedException {
        if (!Boolean.TRUE.equals(call(SessionBusConnection.DAEMON, "NameHasOwner", "s", NAME))) return null;
        if (!(property(SERVICE, "org.freedesktop.Secret.Service", "Collections") instanceof Collection<?> all))
            return null;
        for (Object path : all) {
            Target collection = SERVICE.at(String.valueOf(path));
            if (wallet.equals(label(collection))) {
                return Boolean.TRUE.equals(property(collection, SecretService.COLLECTION, "Locked"));
            }
        }
        return null;
    }

    /** Null for a collection that is gone meanwhile. */
    private @Nullable Object label(Target collection) throws BusException, InterruptedException {
        try {
            return property(collection, SecretService.COLLECTION, "Label");
        } catch (BusException gone) {
            if (gone.isNoReply()) throw gone;
            return null;
        }
    }

    private @Nullable Object property(Target of, String face, String name) throws BusException, InterruptedException {
        return call(of, "Get", "ss", face, name) instanceof Variant variant ? variant.value() : null;
    }

    private Object call(Target target, String method, String signature, Object... arguments)
            throws BusException, InterruptedException {
        return bus.call(SessionBusConnection.PATIENCE, target, method, signature, arguments)[0];
    }
}
