package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import java.time.Duration;

/**
 * The prompts of the Secret Service. A service may answer any call with a prompt, and what was asked for is done only
 * once the prompt is called, also where it then shows nothing.
 */
final class SecretPrompts {
    static final String NONE = "/";
    private static final String COMPLETED = "Completed";
    /** After this the outcome is looked at. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SessionBusConnection bus;
    private final Target target;
    private final boolean isGuided;
    private final Backend.PromptMonitor person;
    private final KeychainFailures problem;
    private final boolean display;

    /**
     * @param found the service whose prompts they are
     * @param display whether there is a screen to prompt on
     */
    SecretPrompts(
            SessionBusConnection bus,
            Desktop.Found found,
            Backend.PromptMonitor person,
            KeychainFailures problem,
            boolean display) {
        this.bus = bus;
        this.target = new Target(found.service(), NONE, "org.freedesktop.Secret.Prompt");
        this.isGuided = found.owner().equals(Owner.KEEPASSXC);
        this.person = person;
        this.problem = problem;
        this.display = display;
    }

    /** Shows a prompt that unlocks something, and waits for the person; fails where they may not be asked. */
    void unlock(String prompt, Outcome unlocked) throws StoreUnavailable, BusException, InterruptedException {
        if (prompt.equals(NONE)) return;
        if (!person.mayPrompt()) {
            dismiss(prompt);
            throw problem.locked(null);
        }
        if (!answered(prompt, Keychain.PERSON_PATIENCE, unlocked)) throw problem.locked(null);
    }

    /** Has the person confirm what was asked for; fails where there is none. */
    void confirm(String prompt, Outcome done) throws StoreUnavailable, BusException, InterruptedException {
        if (prompt.equals(NONE)) return;
        if (!person.mayConfirm()) {
            dismiss(prompt);
            throw problem.unconfirmed(null);
        }
        if (!answered(prompt, Keychain.PERSON_PATIENCE, done)) throw problem.unconfirmed(null);
    }

    /** Goes through with a prompt that shows nothing, in what is unlocked. */
    void carryOut(String prompt, Outcome done) throws StoreUnavailable, BusException, InterruptedException {
        if (prompt.equals(NONE)) return;
        Duration patience = person.mayConfirm() ? Keychain.PERSON_PATIENCE : SessionBusConnection.PATIENCE;
        if (!answered(prompt, patience, done)) throw problem.unconfirmed(null);
    }

    private boolean answered(String prompt, Duration patience, Outcome outcome)
            throws StoreUnavailable, BusException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Target target = this.target.at(prompt);
        bus.subscribe(target, COMPLETED);
        person.asked(isGuided);
        boolean answered = false;
        try {
            bus.call(SessionBusConnection.PATIENCE, target, "Prompt", "s", "");
            while (deadline - System.nanoTime() > 0) {
                Object[] answer = bus.signal(LOOK, target, COMPLETED);
                if (answer != null) {
                    answered = true;
                    boolean dismissed = answer.length > 0 && Boolean.TRUE.equals(answer[0]);
                    if (dismissed) throw display ? problem.dismissed(null) : problem.locked(null);
                    return true;
                }
                if (!person.isCallerWaiting()) return false;
                // The answer can be lost with the service; what it was about cannot.
                if (answer == null && outcome.isThere()) return true;
            }
            return false;
        } finally {
            person.answered();
            if (!answered) dismiss(prompt);
            quietly(() -> bus.unsubscribe(target, COMPLETED));
        }
    }

    private void dismiss(String prompt) {
        quietly(() -> bus.call(LOOK, target.at(prompt), "Dismiss", ""));
    }

    /** Also for a caller who was interrupted. */
    private static void quietly(Cleanup cleanup) {
        boolean interrupted = Thread.interrupted();
        try {
            cleanup.run();
        } catch (BusException e) {
            // It is gone already.
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    @FunctionalInterface
    private interface Cleanup {
        void run() throws BusException, InterruptedException;
    }

    /** Whether what the prompt is about is so, which may also happen elsewhere. */
    @FunctionalInterface
    interface Outcome {
        boolean isThere() throws StoreUnavailable, BusException, InterruptedException;
    }
}
