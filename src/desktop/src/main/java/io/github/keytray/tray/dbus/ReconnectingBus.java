package io.github.keytray.tray.dbus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The session bus, connected when first needed and again when the bus comes back, with a thread on which all is done that
 * uses it. Safe for any thread; nothing blocks but the end.
 */
public final class ReconnectingBus implements AutoCloseable {
    /** A bus may not answer. */
    private static final long LAST_SECONDS = 2;

    private final ExecutorService thread;
    private final List<BusListener> listeners = new ArrayList<>();
    private volatile @Nullable DBusConnection connection;
    private volatile Runnable whenLost = () -> {};

    /** Who has something to do with each new connection, and is told where there is none. On the thread of the bus. */
    interface BusListener {
        void on(DBusConnection connection) throws DBusException;

        default void noBus() {}
    }

    /** Does something with the connection that there is. */
    @FunctionalInterface
    interface BusTask {
        void on(DBusConnection connection) throws DBusException;
    }

    /** Prepares a bus; nothing is connected yet. */
    public ReconnectingBus(String thread) {
        this.thread = SerialExecutor.named(thread);
    }

    /** Lets a listener in, after those who are in; before the bus is connected. */
    void addListener(BusListener listener) {
        listeners.add(listener);
    }

    /** Has this called when the bus goes away by itself, on any thread; before the bus is connected. */
    public void whenLost(Runnable whenLost) {
        this.whenLost = whenLost;
    }

    /**
     * Connects, where that is not so already, for the listeners to do what they do.
     *
     * @return done once they have
     */
    public Future<?> connect() {
        // Asked again and again: a thread is not woken to say yes.
        if (isConnected()) return CompletableFuture.completedFuture(null);
        return thread.submit(() -> {
            if (isConnected()) return;
            try {
                connection();
            } catch (DBusException noBus) {
                listeners.forEach(BusListener::noBus);
            }
        });
    }

    /** Does something; where there is no bus it is left undone. */
    void connected(BusTask work) {
        thread.execute(() -> {
            try {
                work.on(connection());
            } catch (DBusException | DBusExecutionException noAnswer) {
                // What was to be said is said elsewhere too.
            }
        });
    }

    /** Does something where there is a connection already: where it has gone meanwhile, the next one is closed for a new. */
    void whileConnected(BusTask work) {
        thread.execute(() -> {
            if (!isConnected()) return;
            try {
                work.on(connection());
            } catch (DBusException | DBusExecutionException gone) {
                disconnect();
            }
        });
    }

    void execute(Runnable work) {
        thread.execute(work);
    }

    private DBusConnection connection() throws DBusException {
        DBusConnection known = connection;
        if (known != null && known.isConnected()) return known;
        disconnect();
        try {
            // What is called here answers at once: one thread is enough for that.
            DBusConnection fresh = DBusConnectionBuilder.forSessionBus()
                    .withShared(false)
                    .receivingThreadConfig()
                    .withMethodCallThreadCount(1)
                    .connectionConfig()
                    .build();
            connection = fresh;
            fresh.setDisconnectCallback(new IDisconnectCallback() {
                @Override
                public void disconnectOnError(@Nullable IOException lost) {
                    lost(fresh);
                }
            });
            for (BusListener listener : listeners) listener.on(fresh);
            return fresh;
        } catch (DBusException | DBusExecutionException e) {
            disconnect();
            throw e instanceof DBusException plain ? plain : new DBusException(e);
        }
    }

    /** It is told so while the connection still counts as one. */
    private void lost(DBusConnection gone) {
        if (connection == gone) connection = null;
        whenLost.run();
    }

    public boolean isConnected() {
        DBusConnection known = connection;
        return known != null && known.isConnected();
    }

    private void disconnect() {
        DBusConnection known = connection;
        if (known == null) return;
        try {
            known.close();
        } catch (IOException | RuntimeException e) {
            // It is as closed as it can be.
        }
        connection = null;
    }

    /** Waits a moment for what is still to be done: the process may end right afterwards, and that with it. */
    @Override
    public void close() {
        thread.execute(this::disconnect);
        thread.shutdown();
        try {
            boolean unused = thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
