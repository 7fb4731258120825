package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The session bus, connected when first needed and again when the bus comes back, with a thread on which all is done that
 * uses it. Safe for any thread; nothing blocks but the end.
 */
public final class ReconnectingBus implements AutoCloseable {
    /** A bus may not answer. */
    private static final long LAST_SECONDS = 2;

    private final String name;
    private final ExecutorService thread;
    private final List<BusListener> listeners = new ArrayList<>();
    private volatile @Nullable BusConnection connection;
    private volatile Runnable whenLost = () -> {};

    /** Who has something to do with each new connection, and is told where there is none. On the thread of the bus. */
    interface BusListener {
        void on(BusConnection connection) throws BusException;

        default void noBus() {}
    }

    /** Does something with the connection that there is. */
    @FunctionalInterface
    interface BusTask {
        void on(BusConnection connection) throws BusException;
    }

    /** Prepares a bus; nothing is connected yet. */
    public ReconnectingBus(String thread) {
        this.name = thread;
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
            } catch (BusException noBus) {
                listeners.forEach(BusListener::noBus);
            }
        });
    }

    /** Does something; where there is no bus it is left undone. */
    void connected(BusTask work) {
        thread.execute(() -> {
            try {
                work.on(connection());
            } catch (BusException noAnswer) {
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
            } catch (BusException gone) {
                disconnect();
                whenLost.run();
            }
        });
    }

    void execute(Runnable work) {
        thread.execute(work);
    }

    private BusConnection connection() throws BusException {
        BusConnection known = connection;
        if (known != null && known.isConnected()) return known;
        disconnect();
        boolean isReady = false;
        try {
            BusConnection fresh = BusConnection.connect(name, () -> whenLost.run());
            connection = fresh;
            for (BusListener listener : listeners) listener.on(fresh);
            isReady = true;
            return fresh;
        } finally {
            if (!isReady) disconnect();
        }
    }

    public boolean isConnected() {
        BusConnection known = connection;
        return known != null && known.isConnected();
    }

    private void disconnect() {
        BusConnection known = connection;
        if (known != null) known.close();
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
