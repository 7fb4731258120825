package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.ObjectPath;
import org.freedesktop.dbus.types.Variant;
import org.freedesktop.secret.interfaces.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * The freedesktop.org Secret Service, as far as java-keyring leaves it out. Unlocking is done here and not there,
 * because secret-service 1.8.1 hears a prompt's answer only on the first connection of a process and otherwise waits
 * for two minutes, and because it cannot tell an unlocked collection from a dismissed prompt. Making the first
 * collection is done here because it is done nowhere else.
 */
final class SecretService implements KeyringGuard {
    private static final String PATH = "/org/freedesktop/secrets";
    private static final String NOTHING = "/";
    private static final SessionBusConnection.Target SERVICE =
            new SessionBusConnection.Target("org.freedesktop.secrets", PATH, "org.freedesktop.Secret.Service");
    private static final SessionBusConnection.Target PROMPT = SERVICE.as("org.freedesktop.Secret.Prompt");

    private final SessionBusConnection bus;
    private final Backend.PromptMonitor person;
    private final KeychainFailures problem;
    private final boolean display;
    private final BlockingQueue<Prompt.Completed> completed = new LinkedBlockingQueue<>();

    /**
     * @param display whether there is a screen to prompt on
     */
    SecretService(SessionBusConnection bus, Backend.PromptMonitor person, KeychainFailures problem, boolean display) throws SessionBusConnection.BusException {
        this.bus = bus;
        this.person = person;
        this.problem = problem;
        this.display = display;
        bus.onSignal(Prompt.Completed.class, completed::add);
    }

    /** Whether there is a Secret Service on the bus, or the bus can start one. */
    static boolean isOn(SessionBusConnection bus) throws SessionBusConnection.BusException, InterruptedException {
        try {
            bus.call(SessionBusConnection.PATIENCE, SERVICE, "ReadAlias", "s", "default");
            return true;
        } catch (SessionBusConnection.BusException e) {
            if (e.isNobodyThere()) return false;
            throw e;
        }
    }

    @Override
    public boolean ensureUnlocked(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
        try {
            String collection = defaultCollection();
            if (collection.equals(NOTHING)) {
                if (!writing) return false;
                makeCollection();
                collection = defaultCollection();
                if (collection.equals(NOTHING)) throw problem.failed(null);
            }
            if (isLocked(collection)) unlock(collection);
            return true;
        } catch (SessionBusConnection.BusException e) {
            throw problem.onBus(e);
        }
    }

    @Override
    public boolean removeDuplicates(EntryName entry) throws InterruptedException {
        try {
            return new Duplicates(bus, SERVICE.at(defaultCollection())).removeDuplicates(entry);
        } catch (SessionBusConnection.BusException e) {
            return false;
        }
    }

    @Override
    public void close() {
        bus.close();
    }

    private String defaultCollection() throws SessionBusConnection.BusException, InterruptedException {
        return path(bus.call(SessionBusConnection.PATIENCE, SERVICE, "ReadAlias", "s", "default")[0]);
    }

    private boolean isLocked(String collection) throws SessionBusConnection.BusException, InterruptedException {
        Object[] answer = bus.call(
                SessionBusConnection.PATIENCE,
                SERVICE.at(collection).as("org.freedesktop.DBus.Properties"),
                "Get",
                "ss",
                "org.freedesktop.Secret.Collection",
                "Locked");
        return answer[0] instanceof Variant<?> locked && Boolean.TRUE.equals(locked.getValue());
    }

    private boolean isOpen(String collection) throws SessionBusConnection.BusException, InterruptedException {
        return !collection.equals(NOTHING) && !isLocked(collection);
    }

    private void unlock(String collection) throws StoreUnavailable, SessionBusConnection.BusException, InterruptedException {
        Object[] answer = bus.call(SessionBusConnection.PATIENCE, SERVICE, "Unlock", "ao", List.of(new ObjectPath("", collection)));
        String prompt = path(answer[1]);
        if (!prompt.equals(NOTHING)) ask(prompt, collection);
        if (isLocked(collection)) throw problem.locked(null);
    }

    private void makeCollection() throws StoreUnavailable, SessionBusConnection.BusException, InterruptedException {
        Map<String, Variant<?>> properties =
                Map.of("org.freedesktop.Secret.Collection.Label", new Variant<>("Default keyring"));
        Object[] answer = bus.call(SessionBusConnection.PATIENCE, SERVICE, "CreateCollection", "a{sv}s", properties, "default");
        String prompt = path(answer[1]);
        if (!prompt.equals(NOTHING)) ask(prompt, null);
    }

    /**
     * Shows the prompt and waits for the person.
     *
     * @param collection the one to be unlocked, which may also happen elsewhere; null for a new one
     */
    private void ask(String prompt, @Nullable String collection)
            throws StoreUnavailable, SessionBusConnection.BusException, InterruptedException {
        if (!person.mayPrompt()) {
            dismiss(prompt);
            throw problem.locked(null);
        }
        long deadline = System.nanoTime() + Keychain.PERSON_PATIENCE.toNanos();
        completed.clear();
        person.asked();
        boolean answered = false;
        try {
            bus.call(SessionBusConnection.PATIENCE, PROMPT.at(prompt), "Prompt", "s", "");
            while (deadline - System.nanoTime() > 0) {
                Prompt.Completed answer = completed.poll(1, TimeUnit.SECONDS);
                if (answer != null && answer.getPath().equals(prompt)) {
                    answered = true;
                    if (answer.dismissed) throw display ? problem.dismissed(null) : problem.locked(null);
                    return;
                }
                if (!person.isCallerWaiting()) throw problem.locked(null);
                // The answer can be lost with the service; the lock's state cannot.
                if (answer == null && isOpen(collection == null ? defaultCollection() : collection)) return;
            }
            throw problem.locked(null);
        } finally {
            person.answered();
            if (!answered) dismiss(prompt);
        }
    }

    private void dismiss(String prompt) {
        boolean interrupted = Thread.interrupted();
        try {
            bus.call(Duration.ofSeconds(1), PROMPT.at(prompt), "Dismiss", "");
        } catch (SessionBusConnection.BusException e) {
            // It is gone already.
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    static String path(Object answer) {
        return answer instanceof DBusPath path ? path.getPath() : String.valueOf(answer);
    }
}
