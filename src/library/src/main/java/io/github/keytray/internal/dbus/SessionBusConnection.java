package io.github.keytray.internal.dbus;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection of our own to the session bus. Answers come with the error's name, or at the deadline. For one thread. */
public final class SessionBusConnection implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What the bus may need, once it has answered, while many programs start. */
    public static final Duration LONGER = Duration.ofSeconds(25);

    /** The bus itself. */
    public static final Target DAEMON =
            new Target("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus");

    private final BusSocket socket;

    private SessionBusConnection(BusSocket socket) {
        this.socket = socket;
    }

    /**
     * Connects. A bus that accepts and is mute is given up on after {@link #PATIENCE}.
     *
     * @param path as {@link SessionBusAddress} gives it
     */
    public static SessionBusConnection connect(String path) throws BusException, InterruptedException {
        try {
            return new SessionBusConnection(BusSocket.connect(path, PATIENCE.toNanos(), LONGER.toNanos()));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            throw new BusException("connect", e);
        }
    }

    /** Has the signals of one member kept, of one object; those from before are forgotten. */
    public void subscribe(Target source, String member) throws BusException, InterruptedException {
        socket.clearSignals();
        call(PATIENCE, DAEMON, "AddMatch", "s", rule(source, member));
    }

    public void unsubscribe(Target source, String member) throws BusException, InterruptedException {
        send(DAEMON, "RemoveMatch", "s", rule(source, member));
    }

    private static String rule(Target source, String member) {
        return "type='signal',interface='" + source.interfaceName() + "',member='" + member + "',path='" + source.path()
                + "'";
    }

    /** The arguments of the next such signal; null where none came in time. */
    public Object @Nullable [] signal(Duration patience, Target source, String member)
            throws BusException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                Message signal = socket.signal(deadline);
                if (signal == null) return null;
                if (signal.path().equals(source.path()) && signal.member().equals(member)) return signal.body();
            }
        } catch (IOException e) {
            throw new BusException(member, e);
        }
    }

    /**
     * Calls a method.
     *
     * @param signature the D-Bus signature of the arguments
     * @throws BusException with the name of the error
     */
    public Object[] call(Duration patience, Target target, String method, String signature, Object... arguments)
            throws BusException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            Message reply = socket.call(deadline, target.to(method), signature, arguments);
            if (reply == null) throw new BusException(BusException.NO_REPLY, null);
            if (reply.isError()) throw new BusException(reply.errorName(), null);
            return reply.body();
        } catch (IOException e) {
            throw new BusException(method, e);
        }
    }

    /** Calls a method that never answers. */
    public void send(Target target, String method, String signature, Object... arguments)
            throws BusException, InterruptedException {
        try {
            socket.send(System.nanoTime() + PATIENCE.toNanos(), target.to(method), signature, arguments);
        } catch (IOException e) {
            throw new BusException(method, e);
        }
    }

    /** The names that the bus lists: {@code ListNames} or {@code ListActivatableNames}. */
    public Collection<?> names(String list) throws BusException, InterruptedException {
        return call(PATIENCE, DAEMON, list, "")[0] instanceof Collection<?> names ? names : List.of();
    }

    @Override
    public void close() {
        socket.close();
    }

    /** What is called. */
    public record Target(String service, String path, String interfaceName) {
        public Target at(String path) {
            return new Target(service, path, interfaceName);
        }

        public Target as(String interfaceName) {
            return new Target(service, path, interfaceName);
        }

        /** The address of a method. */
        public String[] to(String method) {
            return new String[] {service, path, interfaceName, method};
        }
    }

    /** The bus, or who was called on it, did not do what was asked. */
    public static final class BusException extends Exception {
        private static final long serialVersionUID = 1L;
        public static final String NO_REPLY = "org.freedesktop.DBus.Error.NoReply";

        private final String name;

        public BusException(String name, @Nullable Throwable cause) {
            super(name, cause);
            this.name = name;
        }

        /** Whether the called name has no owner and no service could be started for it. */
        public boolean isServiceAbsent() {
            return name.endsWith(".ServiceUnknown")
                    || name.endsWith(".NameHasNoOwner")
                    || name.startsWith("org.freedesktop.DBus.Error.Spawn.");
        }

        /** Whether the bus, or who was called, does not let us. */
        public boolean isDenied() {
            return name.endsWith(".AccessDenied") || name.endsWith(".AuthFailed");
        }

        /** Whether the item, or the collection, must be unlocked first. */
        public boolean isLocked() {
            return name.equals("org.freedesktop.Secret.Error.IsLocked");
        }

        /** Whether the service does not know how. */
        public boolean isNotSupported() {
            return name.endsWith(".NotSupported");
        }

        /** Whether Java has no sockets here that reach the bus. */
        public boolean isUnsupportedHere() {
            return getCause() instanceof UnsupportedOperationException;
        }

        public boolean isNoReply() {
            return name.equals(NO_REPLY);
        }
    }
}
