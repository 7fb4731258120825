package io.github.keytray.keychain;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import org.freedesktop.dbus.connections.BusAddress;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.errors.Error;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusSigHandler;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.jspecify.annotations.Nullable;

/** A connection of our own to the session bus. Answers come with the error's name, or at the deadline. */
final class SessionBusConnection implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The bus itself. */
    static final Target DAEMON = new Target("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus");

    private final DBusConnection connection;

    SessionBusConnection(DBusConnection connection) {
        this.connection = connection;
    }

    /**
     * Connects. A bus that accepts and is mute is given up on after {@link #PATIENCE}; what this machine needs while many
     * programs start, which is more, is no fault of the bus.
     *
     * @param address as {@link SessionBusAddress} gives it
     */
    static SessionBusConnection connect(BusAddress address) throws BusException, InterruptedException {
        return new BusConnector(address).connect();
    }

    <T extends DBusSignal> void onSignal(Class<T> type, DBusSigHandler<T> handler) throws BusException {
        try {
            connection.addSigHandler(type, handler);
        } catch (DBusException | RuntimeException e) {
            throw new BusException("AddMatch", e);
        }
    }

    /**
     * Calls a method.
     *
     * @param signature the D-Bus signature of the arguments
     * @throws BusException with the name of the error
     */
    Object[] call(Duration patience, Target target, String method, String signature, Object... arguments)
            throws BusException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            MethodCall call = new MethodCall(
                    target.service(), target.path(), target.interfaceName(), method, (byte) 0, signature, arguments);
            connection.sendMessage(call);
            Message reply = call.getReply(Math.max(1, patience.toMillis()));
            while (reply == null) {
                // Its wait ends early for an interrupt, which it then hides, and for no reason at all.
                if (Thread.interrupted()) throw new InterruptedException();
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) throw new BusException(BusException.NO_REPLY, null);
                reply = call.getReply(left);
            }
            if (reply instanceof Error error) throw new BusException(error.getName(), null);
            return reply.getParameters();
        } catch (DBusException | DBusExecutionException e) {
            throw new BusException(method, e);
        }
    }

    /** Calls a method that never answers. */
    void send(Target target, String method, String signature, Object... arguments) throws BusException {
        try {
            connection.sendMessage(new MethodCall(
                    target.service(),
                    target.path(),
                    target.interfaceName(),
                    method,
                    Message.Flags.NO_REPLY_EXPECTED,
                    signature,
                    arguments));
        } catch (DBusException | DBusExecutionException e) {
            throw new BusException(method, e);
        }
    }

    /** The names that the bus lists: {@code ListNames} or {@code ListActivatableNames}. */
    Collection<?> names(String list) throws BusException, InterruptedException {
        Object names = call(PATIENCE, DAEMON, list, "")[0];
        return names instanceof Collection<?> found ? found : Arrays.asList((Object[]) names);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException | RuntimeException e) {
            // It is as closed as it can be.
        }
    }

    /** What is called. */
    record Target(String service, String path, String interfaceName) {
        Target at(String path) {
            return new Target(service, path, interfaceName);
        }

        Target as(String interfaceName) {
            return new Target(service, path, interfaceName);
        }
    }

    /** The bus, or who was called on it, did not do what was asked. */
    static final class BusException extends Exception {
        private static final long serialVersionUID = 1L;
        static final String NO_REPLY = "org.freedesktop.DBus.Error.NoReply";

        private final String name;

        BusException(String name, @Nullable Throwable cause) {
            super(name, cause);
            this.name = name;
        }

        /** Whether the called name has no owner and no service could be started for it. */
        boolean isNobodyThere() {
            return name.endsWith(".ServiceUnknown")
                    || name.endsWith(".NameHasNoOwner")
                    || name.startsWith("org.freedesktop.DBus.Error.Spawn.");
        }

        /** Whether the bus, or who was called, does not let us. */
        boolean isDenied() {
            return name.endsWith(".AccessDenied") || name.endsWith(".AuthFailed");
        }

        /** Whether the item, or the collection, must be unlocked first. */
        boolean isLocked() {
            return name.equals("org.freedesktop.Secret.Error.IsLocked");
        }

        /** Whether the service does not know how. */
        boolean isNotSupported() {
            return name.endsWith(".NotSupported");
        }

        boolean isNoReply() {
            return name.equals(NO_REPLY);
        }
    }
}
