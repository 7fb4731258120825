package io.github.keytray.tray.dbus;

import java.util.Map;
import org.freedesktop.dbus.errors.UnknownProperty;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/** An object on the bus whose properties are there to be read. */
abstract class ExportedObject implements Properties {
    abstract Map<String, Variant<?>> properties();

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The library's own signature.
    public final <A> A Get(String interfaceName, String name) {
        Variant<?> value = properties().get(name);
        if (value == null) throw new UnknownProperty(name);
        return (A) value;
    }

    @Override
    public final <A> void Set(String interfaceName, String name, A value) {
        throw new UnknownProperty(name);
    }

    @Override
    public final Map<String, Variant<?>> GetAll(String interfaceName) {
        return properties();
    }
}
