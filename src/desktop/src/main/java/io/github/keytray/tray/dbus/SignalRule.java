package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.Message;
import io.github.keytray.internal.dbus.SessionBusConnection;
import org.jspecify.annotations.Nullable;

/**
 * Which signals a program wants (D-Bus Specification, "Match Rules").
 *
 * @param sender the name on the bus whose signals they are; null for any
 * @param signature the types that the signal has; one of other types is passed over
 * @param first what its first argument is, a text; null for any
 */
record SignalRule(
        @Nullable String sender,
        String interfaceName,
        String member,
        String signature,
        @Nullable String first) {
    /** When a name on the bus gets another owner: the name, its old and its new owner, empty for none. */
    static SignalRule ownerOf(String name) {
        String bus = SessionBusConnection.DAEMON.service();
        return new SignalRule(bus, SessionBusConnection.DAEMON.interfaceName(), "NameOwnerChanged", "sss", name);
    }

    SignalRule(String interfaceName, String member, String signature) {
        this(interfaceName, member, signature, null);
    }

    SignalRule(String interfaceName, String member, String signature, @Nullable String first) {
        this(null, interfaceName, member, signature, first);
    }

    /** As the bus takes it. */
    String text() {
        String rule = "type='signal',interface='" + interfaceName + "',member='" + member + "'";
        if (sender != null) rule += ",sender='" + sender + "'";
        return first == null ? rule : rule + ",arg0='" + first + "'";
    }

    boolean matches(Message signal) {
        return signal.member().equals(member)
                && signal.interfaceName().equals(interfaceName)
                && signal.signature().equals(signature)
                && (sender == null || signal.sender().equals(sender))
                && (first == null || signal.body()[0].equals(first));
    }
}
