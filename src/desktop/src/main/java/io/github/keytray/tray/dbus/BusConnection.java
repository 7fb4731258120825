package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.BusSocket;
import io.github.keytray.internal.dbus.Message;
import io.github.keytray.internal.dbus.SessionBusAddress;
import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A connection to the session bus by which a program is called itself. One thread reads; what comes, calls and signals, is
 * done on another, in its order, so that a program which is called while it calls answers. Safe for any thread.
 */
final class BusConnection implements AutoCloseable {
    /** How long the program that is called may take for its answer. */
    private static final long PATIENCE_SECONDS = 20;

    private static final int DO_NOT_QUEUE = 4;
    private static final long IS_OWNER = 1;
    private static final long WAS_OWNER = 4;

    private final BusSocket socket;
    private final ExportedObjects objects = new ExportedObjects();
    private final Map<Long, CompletableFuture<Message>> calls = new ConcurrentHashMap<>();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final ExecutorService callbacks;
    private final Runnable lost;
    private final AtomicBoolean isConnected = new AtomicBoolean(true);

    private record Subscription(SignalRule rule, Consumer<Object[]> handler) {}

    private BusConnection(BusSocket socket, String thread, Runnable lost) {
        this.socket = socket;
        this.callbacks = SerialExecutor.named(thread + "-called");
        this.lost = lost;
    }

    /**
     * Connects.
     *
     * @param thread what its threads are named after
     * @param lost called when the bus goes away by itself, on a thread of the connection
     * @throws BusException where there is no bus
     */
    static BusConnection connect(String thread, Runnable lost) throws BusException {
        try {
            String path = SessionBusAddress.find(System.getenv()).orElse("");
            if (path.isEmpty()) throw new BusException("No session bus is announced", null);
            BusSocket socket = BusSocket.connect(
                    path, SessionBusConnection.PATIENCE.toNanos(), SessionBusConnection.LONGER.toNanos());
            return new BusConnection(socket, thread, lost).begin(thread);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            throw new BusException("connect", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("connect", e);
        }
    }

    private BusConnection begin(String thread) throws IOException {
        boolean begun = false;
        try {
            socket.configureBlocking();
            Thread reader = new Thread(this::read, thread + "-reader");
            reader.setDaemon(true);
            reader.start();
            begun = true;
            return this;
        } finally {
            if (!begun) close();
        }
    }

    boolean isConnected() {
        return isConnected.get();
    }

    /** Has the object called from now on. */
    void export(ExportedObject object) {
        objects.add(object);
    }

    /** Takes a name on the bus, by which other programs find the objects. */
    void requestName(String name) throws BusException {
        Object answer = ask(SessionBusConnection.DAEMON, "RequestName", "su", name, DO_NOT_QUEUE);
        if (!answer.equals(IS_OWNER) && !answer.equals(WAS_OWNER)) throw new BusException("Another has " + name, null);
    }

    boolean hasOwner(String name) throws BusException {
        return Boolean.TRUE.equals(ask(SessionBusConnection.DAEMON, "NameHasOwner", "s", name));
    }

    /**
     * Subscribes to signals.
     *
     * @param handler given the values of each, on the thread of what comes
     */
    void subscribe(SignalRule rule, Consumer<Object[]> handler) throws BusException {
        subscriptions.add(new Subscription(rule, handler));
        Object[] unused = call(SessionBusConnection.DAEMON, "AddMatch", "s", rule.text());
    }

    /**
     * Calls a method that has a result, as {@link #call} does.
     *
     * @return the first result
     * @throws BusException where there is none, too
     */
    Object ask(Target target, String method, String signature, Object... arguments) throws BusException {
        Object[] results = call(target, method, signature, arguments);
        if (results.length == 0) throw new BusException(method + " has no result", null);
        return results[0];
    }

    /**
     * Calls a method, and waits {@value #PATIENCE_SECONDS} seconds at most for its answer.
     *
     * @param signature the D-Bus signature of the arguments
     * @throws BusException with the name of the error
     */
    Object[] call(Target target, String method, String signature, Object... arguments) throws BusException {
        CompletableFuture<Message> answer = new CompletableFuture<>();
        try {
            long serial = send(answer, target.to(method), signature, arguments);
            try {
                Message reply = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (reply.isError()) throw new BusException(reply.errorName(), null);
                return reply.body();
            } finally {
                calls.remove(serial);
            }
        } catch (IOException | ExecutionException e) {
            throw new BusException(method, e);
        } catch (TimeoutException e) {
            throw new BusException(BusException.NO_REPLY, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException(method, e);
        }
    }

    private long send(CompletableFuture<Message> answer, String[] address, String signature, Object... arguments)
            throws IOException, InterruptedException {
        synchronized (socket) {
            long serial = socket.nextSerial();
            calls.put(serial, answer);
            boolean isSent = false;
            try {
                socket.write(Message.call((int) serial, address, signature, arguments));
                // It may have ended before it knew of this call.
                if (!isConnected()) throw new IOException("The bus has gone");
                isSent = true;
                return serial;
            } finally {
                if (!isSent) calls.remove(serial);
            }
        }
    }

    /** Sends a signal. */
    void emit(Signal signal) throws BusException {
        String[] source = {signal.path(), signal.interfaceName(), signal.member()};
        try {
            synchronized (socket) {
                socket.write(Message.signal(
                        socket.nextSerial(),
                        source,
                        signal.signature(),
                        signal.values().toArray()));
            }
        } catch (IOException e) {
            throw new BusException(signal.member(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException(signal.member(), e);
        }
    }

    private void read() {
        try {
            while (true) take(socket.next());
        } catch (IOException | InterruptedException ended) {
            // By the bus, or by close().
        } finally {
            boolean isLost = isConnected.getAndSet(false);
            close();
            if (isLost) lost.run();
        }
    }

    private void take(Message message) {
        if (message.isCall()) {
            callbacks.execute(() -> answer(message));
        } else if (message.isSignal()) {
            for (Subscription each : subscriptions) {
                if (each.rule.matches(message)) callbacks.execute(() -> tell(each, message));
            }
        } else {
            CompletableFuture<Message> answer = calls.remove(message.replySerial());
            if (answer != null) answer.complete(message);
        }
    }

    private void tell(Subscription subscription, Message signal) {
        if (isConnected()) subscription.handler.accept(signal.body());
    }

    private void answer(Message call) {
        ExportedObjects.Answer answer = objects.answer(call);
        if (!call.expectsReply()) return;
        try {
            synchronized (socket) {
                socket.write(answer.to(call, socket.nextSerial()));
            }
        } catch (IOException ended) {
            // The caller has gone with the bus.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it. The loss of the bus is not told afterwards. */
    @Override
    public void close() {
        isConnected.set(false);
        socket.close();
        calls.values().forEach(answer -> answer.completeExceptionally(new IOException("The bus has gone")));
    }
}
