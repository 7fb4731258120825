package io.github.keytray.cli;

import io.github.keytray.tray.autostart.Installation;
import java.time.Duration;
import java.util.List;
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
 * after its window was closed the same one anew, because a JVM keeps most of what windows took. Where the package was removed,
 * the tray ends for good. It looks when the tray is awake anyway. The tray ends only once its successor was seen to start, and
 * when nothing would be lost by that: it waits while a person is at a dialog, while a token is kept in memory alone, and while
 * work goes on, for which a new version waits only some minutes.
 */
final class Restart {
    /** For so long work is waited for: longer than any keychain waits for a person. A provider may never answer. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    /** Until a new version that did not start is tried again. */
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** For so long the window has to be closed: a person who has looked once often looks again. */
    private static final Duration CLOSED = Duration.ofMinutes(3);

    private static final String HELP = "--help";

    private enum Cause {
        NEW_VERSION,
        CLOSED_WINDOW
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
    private final Successor newVersion;
    private final Successor same;
    private final LongSupplier nanos;
    private final Executor background;
    private final Runnable quit;
    private final Consumer<String> say;
    private final List<BooleanSupplier> reasonsToStay = new CopyOnWriteArrayList<>();
    private final List<BooleanSupplier> work = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> window = activation -> {};
    private volatile Supplier<Duration> closedFor = () -> Duration.ZERO;
    private volatile BooleanSupplier ownsClipboard = () -> false;
    private volatile BooleanSupplier isAllStored = () -> true;
    private Stage stage = Stage.WAITING;
    /** Why its successor is tried, or was. */
    private @Nullable Cause cause;
    /** What a person gave who asked for the window meanwhile. */
    private @Nullable String askedFor;
    /** Since when nothing but work that goes on has the tray stay. */
    private @Nullable Long workingSince;

    private @Nullable Long notBefore;
    /** The keychain would have asked the person; it is tried again after the next use of the window. */
    private boolean isRefused;

    /** Whether the successor knows how to remind. */
    private volatile boolean isReminded;

    private boolean isTold;

    /**
     * @param newVersion the tray of the version that is installed now
     * @param same the tray as this one was started
     * @param background where it is tried whether the successor starts, which takes a while
     * @param quit ends this tray
     * @param say where it is said, in a sentence, what happens
     */
    Restart(
            Supplier<Installation.State> installation,
            Successor newVersion,
            Successor same,
            LongSupplier nanos,
            Executor background,
            Runnable quit,
            Consumer<String> say) {
        this.installation = installation;
        this.newVersion = newVersion;
        this.same = same;
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

    /** Has the tray start anew for its closed window only while it knows nothing that its successor would not read. */
    void startAnewOnlyWhile(BooleanSupplier isAllStored) {
        this.isAllStored = isAllStored;
    }

    /**
     * The window of this tray.
     *
     * @param open opens it, given what lets it come to the front
     * @param closedFor for how long it has been closed; zero where it was never open
     * @param ownsClipboard whether the clipboard has something of this process, which goes with it; may block for a while
     */
    void setWindow(Consumer<String> open, Supplier<Duration> closedFor, BooleanSupplier ownsClipboard) {
        this.window = open;
        this.closedFor = closedFor;
        this.ownsClipboard = ownsClipboard;
    }

    /** Looks. Returns soon; for any thread. */
    void look() {
        if (!lookAtInstallation() && isClosedForLong()) begin(Cause.CLOSED_WINDOW);
    }

    /** Returns whether it has changed. */
    private boolean lookAtInstallation() {
        Installation.State state = installation.get();
        if (state == Installation.State.REPLACED) begin(Cause.NEW_VERSION);
        if (state == Installation.State.REMOVED && !hasReasonToStay(Cause.NEW_VERSION) && over()) {
            say.accept("Keytray is no longer installed. The tray ends.");
            quit.run();
        }
        return state != Installation.State.SAME;
    }

    /** The tray ends for another reason: no other is to be started. Returns false where it is ending already. */
    synchronized boolean over() {
        boolean first = stage == Stage.WAITING || stage == Stage.TRYING;
        stage = Stage.OVER;
        return first;
    }

    /** Opens the window: the successor's, where that starts by now. */
    void open(String activation) {
        boolean unused = lookAtInstallation();
        synchronized (this) {
            // A person does not wait for the sake of memory.
            if (stage == Stage.TRYING && cause == Cause.CLOSED_WINDOW) stage = Stage.WAITING;
            if (stage == Stage.TRYING || stage == Stage.ENDING) {
                askedFor = activation;
                return;
            }
        }
        window.accept(activation);
    }

    private boolean isClosedForLong() {
        boolean isLong = closedFor.get().compareTo(CLOSED) >= 0;
        synchronized (this) {
            if (!isLong) isRefused = false;
            return isLong && !isRefused;
        }
    }

    private Successor successor(Cause why) {
        return why == Cause.NEW_VERSION ? newVersion : same;
    }

    private void begin(Cause why) {
        synchronized (this) {
            if (stage != Stage.WAITING || !successor(why).isKnown()) return;
            boolean isTooEarly = notBefore != null && nanos.getAsLong() - notBefore < 0;
            if (why == Cause.NEW_VERSION && isTooEarly) return;
        }
        if (hasReasonToStay(why)) return;
        synchronized (this) {
            if (stage != Stage.WAITING) return;
            stage = Stage.TRYING;
            cause = why;
        }
        background.execute(() -> tryIt(why));
    }

    private boolean hasReasonToStay(Cause why) {
        boolean stays = reasonsToStay.stream().anyMatch(BooleanSupplier::getAsBoolean);
        boolean works = work.stream().anyMatch(BooleanSupplier::getAsBoolean);
        if (why == Cause.CLOSED_WINDOW) return stays || works || !isAllStored.getAsBoolean();
        synchronized (this) {
            if (stays || !works) {
                workingSince = null;
                return stays;
            }
            long now = nanos.getAsLong();
            if (workingSince == null) workingSince = now;
            return now - workingSince <= PATIENCE_NANOS;
        }
    }

    private void tryIt(Cause why) {
        try {
            if (why == Cause.CLOSED_WINDOW && ownsClipboard.getAsBoolean()) return;
            boolean starts = starts(why);
            // What has begun meanwhile is waited for.
            if (starts && !hasReasonToStay(why) && isStillWanted(why) && leaveTrial(why, Stage.ENDING)) {
                if (why == Cause.NEW_VERSION) {
                    say.accept("Another version of Keytray was installed. Its tray takes over.");
                }
                quit.run();
                return;
            }
            if (!starts) failed(why);
        } finally {
            goOn(why);
        }
    }

    /** Returns false where the successor is not tried for this cause any more. */
    private synchronized boolean leaveTrial(Cause why, Stage next) {
        if (stage != Stage.TRYING || cause != why) return false;
        stage = next;
        return true;
    }

    private boolean starts(Cause why) {
        if (why == Cause.CLOSED_WINDOW) {
            isReminded = true;
            // For the sake of memory nobody is to be asked anything, and no sign-in is to be out of reach.
            return same.runs(TrayOptions.TRY);
        }
        // An older version does not know this option, and is to start without it.
        isReminded = newVersion.runs(TrayOptions.REMIND, HELP);
        return isReminded || newVersion.runs(HELP);
    }

    private boolean isStillWanted(Cause why) {
        return why == Cause.NEW_VERSION || (installation.get() == Installation.State.SAME && isClosedForLong());
    }

    /** Where this tray stays: a person who asked for the window meanwhile gets this one's. */
    private void goOn(Cause why) {
        String asked;
        synchronized (this) {
            if (!leaveTrial(why, Stage.WAITING)) return;
            asked = askedFor;
            askedFor = null;
        }
        if (asked != null) window.accept(asked);
    }

    private synchronized void failed(Cause why) {
        if (why == Cause.CLOSED_WINDOW) {
            isRefused = true;
            return;
        }
        notBefore = nanos.getAsLong() + PAUSE_NANOS;
        if (isTold) return;
        say.accept("Another version of Keytray was installed and does not start. This one goes on.");
        isTold = true;
    }

    /**
     * Has the successor start, if that is why this tray ends. To be called right before the process ends.
     *
     * @param options how it starts, where no person has asked for the window meanwhile
     */
    void startSuccessor(TrayOptions options) {
        String asked;
        Cause why;
        synchronized (this) {
            if (stage != Stage.ENDING || cause == null) return;
            stage = Stage.OVER;
            asked = askedFor;
            why = cause;
        }
        TrayOptions wanted = asked == null ? options : options.withWindow();
        if (!isReminded) wanted = wanted.withoutReminder();
        successor(why)
                .start(
                        wanted,
                        asked == null ? "" : asked,
                        () -> say.accept("The tray could not be started again. Start it by hand: keytray tray"));
    }
}
