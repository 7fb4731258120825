package io.github.keytray.cli;

import io.github.keytray.tray.autostart.Installation;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends the tray so that its successor starts: where its package was replaced, the tray of the new version; and some minutes
 * after its last window was closed the same one anew, because a JVM keeps most of what windows took. Where the package was
 * removed, the tray ends for good. It looks when the tray is awake anyway. The tray ends only once its successor was seen to
 * start, and when nothing would be lost by that: it waits while a person is at a dialog, while a token is kept in memory alone,
 * and, for a time, while work goes on.
 */
final class Restart {
    /** For so long work is waited for: longer than any keychain waits for a person. A provider may never answer. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    /** For so long windows have to be closed: a person who has looked once often looks again. */
    private static final long CLOSED_NANOS = TimeUnit.MINUTES.toNanos(3);

    private static final String HELP = "--help";

    private enum Cause {
        NEW_VERSION(TimeUnit.MINUTES.toNanos(1)),
        CLOSED_WINDOWS(TimeUnit.HOURS.toNanos(1));

        /** Until it is tried again, where the successor did not start. */
        private final long pauseNanos;

        Cause(long pauseNanos) {
            this.pauseNanos = pauseNanos;
        }
    }

    private enum Stage {
        WAITING,
        TRYING,
        /** This one ends for its successor. */
        ENDING,
        /** This one ends for another reason. */
        OVER
    }

    private final Supplier<Installation.State> installation;
    private final Successor successor;
    private final LongSupplier nanos;
    private final Executor background;
    private final Runnable quit;
    private final Consumer<String> say;
    private final List<BooleanSupplier> reasonsToStay = new CopyOnWriteArrayList<>();
    private final List<BooleanSupplier> work = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> window = activation -> {};
    private volatile BooleanSupplier hasClosedWindows = () -> false;
    private Stage stage = Stage.WAITING;
    /** What a person gave who asked for the window meanwhile. */
    private @Nullable String askedFor;
    /** Since when nothing but work that goes on has the tray stay. */
    private @Nullable Long since;

    private @Nullable Long closedSince;
    private final Map<Cause, Long> notBefore = new EnumMap<>(Cause.class);

    /** Whether the successor knows how to remind. */
    private volatile boolean isReminded;

    private boolean isTold;

    /**
     * @param background where it is tried whether the successor starts, which takes a while
     * @param quit ends this tray
     * @param say where it is said, in a sentence, what happens
     */
    Restart(
            Supplier<Installation.State> installation,
            Successor successor,
            LongSupplier nanos,
            Executor background,
            Runnable quit,
            Consumer<String> say) {
        this.installation = installation;
        this.successor = successor;
        this.nanos = nanos;
        this.background = background;
        this.quit = quit;
        this.say = say;
    }

    /** Has the tray stay for as long as this holds. */
    void waitWhile(BooleanSupplier reason) {
        reasonsToStay.add(reason);
    }

    /** Has the tray stay while this holds, but not for ever. */
    void waitSomeTimeWhile(BooleanSupplier reason) {
        work.add(reason);
    }

    /**
     * What the tray has of windows.
     *
     * @param open opens its own, given what lets it come to the front
     * @param areClosed whether it has shown some, and nothing is to be seen of it now but its icon
     */
    void setWindows(Consumer<String> open, BooleanSupplier areClosed) {
        this.window = open;
        this.hasClosedWindows = areClosed;
    }

    /** Looks. Returns soon; for any thread. */
    void look() {
        switch (installation.get()) {
            case SAME -> {
                if (haveWindowsBeenClosed()) begin(Cause.CLOSED_WINDOWS);
            }
            case REMOVED -> {
                if (hasReasonToStay() || !over()) return;
                say.accept("Keytray is no longer installed. The tray ends.");
                quit.run();
            }
            case REPLACED -> begin(Cause.NEW_VERSION);
        }
    }

    /** The tray ends for another reason: no other is to be started. Returns false where it is ending already. */
    synchronized boolean over() {
        boolean first = stage == Stage.WAITING || stage == Stage.TRYING;
        stage = Stage.OVER;
        return first;
    }

    /** Opens the window, which is the successor's where one starts. */
    void open(String activation) {
        look();
        synchronized (this) {
            if (stage == Stage.TRYING || stage == Stage.ENDING) {
                askedFor = activation;
                return;
            }
        }
        window.accept(activation);
    }

    private boolean haveWindowsBeenClosed() {
        boolean areClosed = hasClosedWindows.getAsBoolean();
        long now = nanos.getAsLong();
        synchronized (this) {
            if (!areClosed) closedSince = null;
            else if (closedSince == null) closedSince = now;
            return closedSince != null && now - closedSince >= CLOSED_NANOS;
        }
    }

    private void begin(Cause cause) {
        synchronized (this) {
            if (stage != Stage.WAITING || !successor.isKnown()) return;
            Long earliest = notBefore.get(cause);
            if (earliest != null && nanos.getAsLong() - earliest < 0) return;
        }
        if (!hasReasonToStay() && go(Stage.WAITING, Stage.TRYING)) background.execute(() -> tryIt(cause));
    }

    private boolean hasReasonToStay() {
        boolean stays = reasonsToStay.stream().anyMatch(BooleanSupplier::getAsBoolean);
        boolean works = work.stream().anyMatch(BooleanSupplier::getAsBoolean);
        synchronized (this) {
            if (stays || !works) {
                since = null;
                return stays;
            }
            long now = nanos.getAsLong();
            if (since == null) since = now;
            return now - since <= PATIENCE_NANOS;
        }
    }

    private synchronized boolean go(Stage from, Stage to) {
        if (stage != from) return false;
        stage = to;
        return true;
    }

    private void tryIt(Cause cause) {
        try {
            boolean starts = starts(cause);
            // What has begun meanwhile is waited for.
            if (starts && !hasReasonToStay() && isStillWanted(cause) && go(Stage.TRYING, Stage.ENDING)) {
                if (cause == Cause.NEW_VERSION) {
                    say.accept("Another version of Keytray was installed. Its tray takes over.");
                }
                quit.run();
                return;
            }
            if (!starts) failed(cause);
        } finally {
            goOn();
        }
    }

    private boolean starts(Cause cause) {
        if (cause == Cause.CLOSED_WINDOWS) {
            isReminded = true;
            // For the sake of memory nobody is to be asked anything, and no sign-in is to be out of reach.
            return successor.runs(TrayOptions.TRY);
        }
        // An older version does not know this option, and is to start without it.
        isReminded = successor.runs(TrayOptions.REMIND, HELP);
        return isReminded || successor.runs(HELP);
    }

    private boolean isStillWanted(Cause cause) {
        if (cause == Cause.NEW_VERSION) return true;
        boolean areClosed = hasClosedWindows.getAsBoolean();
        synchronized (this) {
            return areClosed && askedFor == null;
        }
    }

    /** Where this tray stays: a person who asked for the window meanwhile gets this one's. */
    private void goOn() {
        String asked;
        synchronized (this) {
            if (!go(Stage.TRYING, Stage.WAITING)) return;
            asked = askedFor;
            askedFor = null;
        }
        if (asked != null) window.accept(asked);
    }

    private synchronized void failed(Cause cause) {
        notBefore.put(cause, nanos.getAsLong() + cause.pauseNanos);
        if (cause != Cause.NEW_VERSION || isTold) return;
        say.accept("Another version of Keytray was installed and does not start. This one goes on.");
        isTold = true;
    }

    /**
     * Starts the successor, if that is why this tray ends. To be called last: there is one tray at a time.
     *
     * @param options how it starts, where no person has asked for the window meanwhile
     */
    synchronized void startSuccessor(TrayOptions options) {
        if (!go(Stage.ENDING, Stage.OVER)) return;
        TrayOptions wanted = askedFor == null ? options : options.withWindow();
        if (!isReminded) wanted = wanted.withoutReminder();
        try {
            successor.start(wanted, askedFor == null ? "" : askedFor);
        } catch (IOException e) {
            say.accept("The tray could not be started again. Start it by hand: keytray tray");
        }
    }
}
