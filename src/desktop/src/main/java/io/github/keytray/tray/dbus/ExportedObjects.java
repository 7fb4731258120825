package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.Message;
import io.github.keytray.internal.dbus.Variant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a connection, and what they answer: by their own interface, and by those that every object has (D-Bus
 * Specification, "Standard Interfaces"), of Peer the method Ping only. Safe for any thread.
 */
final class ExportedObjects {
    private static final String STANDARD = "org.freedesktop.DBus.";
    private static final String ERROR = STANDARD + "Error.";

    private final List<ExportedObject> objects = new CopyOnWriteArrayList<>();

    /** What goes back to the program that called: results, or an error. */
    record Answer(String error, String signature, List<Object> values) {
        private static Answer of(String signature, Object... values) {
            return new Answer("", signature, List.of(values));
        }

        private static Answer error(String name, String text) {
            return new Answer(ERROR + name, "s", List.of(text));
        }

        /** The bytes of the answer to this call. */
        byte[] to(Message call, int serial) {
            return error.isEmpty()
                    ? call.reply(serial, signature, values.toArray())
                    : call.error(serial, error, String.valueOf(values.get(0)));
        }
    }

    void add(ExportedObject object) {
        objects.add(object);
    }

    /** Does what is asked for. What fails is answered too, because the caller waits. */
    Answer answer(Message call) {
        try {
            return result(call);
        } catch (RuntimeException | Error failed) {
            Thread here = Thread.currentThread();
            here.getUncaughtExceptionHandler().uncaughtException(here, failed);
            return Answer.error("Failed", "The method failed");
        }
    }

    private Answer result(Message call) {
        String member = call.member();
        String face = call.interfaceName();
        if (face.equals(STANDARD + "Peer") && member.equals("Ping")) return Answer.of("");
        ExportedObject object = at(call.path());
        if (member.equals("Introspect") && (face.isEmpty() || face.equals(STANDARD + "Introspectable"))) {
            return Answer.of("s", object == null ? Introspection.of(call.path(), objects) : Introspection.of(object));
        }
        if (object == null) return Answer.error("UnknownObject", "There is no object " + call.path());
        if (face.equals(STANDARD + "Properties")) return properties(object, call);
        if (!face.isEmpty() && !face.equals(object.interfaceName())) {
            return Answer.error("UnknownInterface", "The object does not have the interface " + face);
        }
        return method(object, call);
    }

    private @Nullable ExportedObject at(String path) {
        for (ExportedObject each : objects) if (each.path().equals(path)) return each;
        return null;
    }

    private static Answer method(ExportedObject object, Message call) {
        for (ExportedObject.Member method : object.methods()) {
            if (!method.name().equals(call.member())) continue;
            if (!method.in().equals(call.signature())) return wrongArguments(method.in());
            return Answer.of(method.out(), object.call(method.name(), call.body()));
        }
        return Answer.error("UnknownMethod", "The object does not have the method " + call.member());
    }

    /** The interface is not looked at: each object has one, which some panels know by another name. */
    private static Answer properties(ExportedObject object, Message call) {
        switch (call.member()) {
            case "GetAll" -> {
                return call.signature().equals("s") ? Answer.of("a{sv}", object.properties()) : wrongArguments("s");
            }
            case "Get" -> {
                if (!call.signature().equals("ss")) return wrongArguments("ss");
                String name = (String) call.body()[1];
                Variant value = object.properties().get(name);
                return value == null ? unknownProperty(name) : Answer.of("v", value);
            }
            case "Set" -> {
                if (!call.signature().equals("ssv")) return wrongArguments("ssv");
                String name = (String) call.body()[1];
                return object.properties().containsKey(name)
                        ? Answer.error("PropertyReadOnly", "The property " + name + " cannot be set")
                        : unknownProperty(name);
            }
            default -> {
                return Answer.error("UnknownMethod", "Properties do not have the method " + call.member());
            }
        }
    }

    private static Answer unknownProperty(String name) {
        return Answer.error("UnknownProperty", "The object does not have the property " + name);
    }

    private static Answer wrongArguments(String signature) {
        return Answer.error("InvalidArgs", "The arguments are to be of the types '" + signature + "'");
    }
}
