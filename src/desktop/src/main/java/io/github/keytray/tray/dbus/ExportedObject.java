package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.Variant;
import java.util.List;
import java.util.Map;

/** An object on the bus, of one interface, whose properties are there to be read. Safe for any thread. */
abstract class ExportedObject {
    /**
     * A method, or a signal.
     *
     * @param in the D-Bus signature of its arguments; empty for a signal
     * @param out that of its results, or of a signal's values
     */
    record Member(String name, String in, String out) {}

    private final String path;
    private final String interfaceName;
    private final List<Member> methods;
    private final List<Member> signals;

    ExportedObject(String path, String interfaceName, List<Member> methods, List<Member> signals) {
        this.path = path;
        this.interfaceName = interfaceName;
        this.methods = methods;
        this.signals = signals;
    }

    final String path() {
        return path;
    }

    final String interfaceName() {
        return interfaceName;
    }

    final List<Member> methods() {
        return methods;
    }

    final List<Member> signals() {
        return signals;
    }

    /** Which has each property by its name. */
    abstract Map<String, Variant> properties();

    /**
     * Does what a method does.
     *
     * @param arguments of the types that the method has
     * @return its results, of the types that it has
     */
    abstract Object[] call(String method, Object[] arguments);

    final Signal signal(String name, Object... values) {
        for (Member signal : signals) {
            if (signal.name.equals(name)) return new Signal(path, interfaceName, name, signal.out, List.of(values));
        }
        throw new IllegalArgumentException(name);
    }
}
