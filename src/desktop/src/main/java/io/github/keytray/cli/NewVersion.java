package io.github.keytray.cli;

import io.github.keytray.tray.autostart.Installation;
import java.io.IOException;
import java.util.ArrayList;
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
 * Ends the tray where its package was replaced or removed, and starts the tray of the version that replaced it. It looks when the
 * tray is awake anyway. The tray ends only once the new program was seen to start, and when nothing would be lost by that: it
 * waits while a person is at a dialog, while a token is kept in memory alone, and, for a time, while work goes on.
 */
final class NewVersion {
    /** For so long work is waited for: longer than any keychain waits for a person. A provider may never answer. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    /** Until a program that did not start is tried again. */
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** For so long a start may take on a machine that is busy with its packages. */
    private static final long START_SECONDS = 60;

    private static final String HELP = "--help";

    private enum Stage {
        WAITING,
        TRYING,
        /** The new program starts, and this one ends for it. */
        ENDING,
        /** This one ends for another reason. */
        OVER
    }

    private final Supplier<Installation.State> installation;
    private final List<String> launcher;
    private final LongSupplier nanos;
    private final Executor background;
    private final Runnable quit;
    private final Consumer<String> say;
    private final List<BooleanSupplier> reasonsToStay = new CopyOnWriteArrayList<>();
    private final List<BooleanSupplier> work = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> window = activation -> {};
    private Stage stage = Stage.WAITING;
    /** What a person gave who asked for the window meanwhile. */
    private @Nullable String askedFor;
    /** Since when nothing but work that goes on has the tray stay. */
    private @Nullable Long since;

    /** Whether the new version knows how to remind. */
    private volatile boolean isReminded;

    private @Nullable Long notBefore;
    private boolean isTold;

    /**
     * @param launcher the command that starts Keytray; empty where it is unknown
     * @param background where it is tried whether the new program starts, which takes a while
     * @param quit ends this tray
     * @param say where it is said, in a sentence, what happens
     */
    NewVersion(
            Supplier<Installation.State> installation,
            List<String> launcher,
            LongSupplier nanos,
            Executor background,
            Runnable quit,
            Consumer<String> say) {
        this.installation = installation;
        this.launcher = launcher;
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

    /** How this tray opens its own window, with what lets it come to the front. */
    void setWindow(Consumer<String> window) {
        this.window = window;
    }

    /** Looks. Returns soon; for any thread. */
    void look() {
        switch (installation.get()) {
            case SAME -> {}
            case REMOVED -> {
                if (hasReasonToStay() || !over()) return;
                say.accept("Keytray is no longer installed. The tray ends.");
                quit.run();
            }
            case REPLACED -> {
                if (begin()) background.execute(this::tryIt);
            }
        }
    }

    /** The tray ends for another reason: no other is to be started. Returns false where it is ending already. */
    synchronized boolean over() {
        boolean first = stage == Stage.WAITING || stage == Stage.TRYING;
        stage = Stage.OVER;
        return first;
    }

    /** Opens the window, which is that of the new version where there is one. */
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

    private boolean begin() {
        synchronized (this) {
            if (stage != Stage.WAITING || launcher.isEmpty()) return false;
            if (notBefore != null && nanos.getAsLong() - notBefore < 0) return false;
        }
        if (hasReasonToStay()) return false;
        return go(Stage.WAITING, Stage.TRYING);
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

    private void tryIt() {
        try {
            // An older version does not know this option, and is to start without it.
            isReminded = starts(TrayOptions.REMIND, HELP);
            boolean starts = isReminded || starts(HELP);
            // What has begun meanwhile is waited for.
            if (starts && !hasReasonToStay() && go(Stage.TRYING, Stage.ENDING)) {
                say.accept("Another version of Keytray was installed. Its tray takes over.");
                quit.run();
                return;
            }
            if (!starts) failed();
        } finally {
            goOn();
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

    private synchronized void failed() {
        notBefore = nanos.getAsLong() + PAUSE_NANOS;
        if (!isTold) say.accept("Another version of Keytray was installed and does not start. This one goes on.");
        isTold = true;
    }

    private boolean starts(String... options) {
        try {
            Process process = new ProcessBuilder(command(List.of(options)))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(START_SECONDS, TimeUnit.SECONDS);
            if (!ended) process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Starts the tray of the new version, if that is why this one ends. To be called last: there is one tray at a time.
     *
     * @param options how it starts, where no person has asked for the window meanwhile
     */
    synchronized void startTray(TrayOptions options) {
        if (!go(Stage.ENDING, Stage.OVER)) return;
        TrayOptions wanted = askedFor == null ? options : options.withWindow();
        if (!isReminded) wanted = wanted.withoutReminder();
        ProcessBuilder builder = new ProcessBuilder(command(wanted.arguments())).inheritIO();
        Map<String, String> environment = builder.environment();
        // What this one was started by, which was for its own window.
        TrayProgram.ACTIVATION.forEach(environment::remove);
        if (askedFor != null && !askedFor.isEmpty()) environment.put(TrayProgram.ACTIVATION.get(0), askedFor);
        try {
            builder.start();
        } catch (IOException e) {
            say.accept("The tray of the version that was installed does not start. Start it by hand: keytray tray");
        }
    }

    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(launcher);
        command.add("tray");
        command.addAll(options);
        return command;
    }
}
