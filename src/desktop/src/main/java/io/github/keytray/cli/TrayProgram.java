package io.github.keytray.cli;

import io.github.keytray.broker.Broker;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.OwnerOnly;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.internal.platform.UnixSockets;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.preauth.PreAuthenticator;
import io.github.keytray.preauth.RefreshScheduler;
import io.github.keytray.swing.SavePrompt;
import io.github.keytray.tray.TrayUi;
import io.github.keytray.tray.autostart.Installation;
import io.github.keytray.tray.autostart.LaunchCommand;
import io.github.keytray.tray.autostart.SingleInstance;
import io.github.keytray.tray.setup.Setup;
import java.awt.AWTError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The tray itself, in the parts that a desktop has. */
final class TrayProgram {
    /** The time in which a refresh in progress must be stored. */
    private static final long SHUTDOWN_SECONDS = 5;
    /** The time in which a provider must have been told of a sign-out that still waited to be revoked. */
    private static final Duration REVOCATION_GRACE = Duration.ofSeconds(2);

    /** Where desktops put what lets the window that a click asked for come to the front: on Wayland, and on X11. */
    static final List<String> ACTIVATION = List.of("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID");

    private static final String WITHOUT_FACES =
            " The tray has no icon and no window; it renews sign-ins and answers applications.";

    private static final String WITHOUT_WINDOWS =
            " The tray has no window; it renews sign-ins and answers applications.";

    private final Wiring wiring;
    private final TrayOptions options;
    private final PrintWriter err;
    private final CountDownLatch quit = new CountDownLatch(1);
    private final Installation installation = Installation.current();
    /** Known from the start: its files are away for a moment while the package is replaced. */
    private final List<String> installed = LaunchCommand.command("tray");

    private final Restart restart = new Restart(
            installation::look,
            new Successor(() -> installed, ProcessImage::replace),
            new Successor(() -> LaunchCommand.running("tray"), ProcessImage::replace),
            System::nanoTime,
            trial -> new DaemonThread("keytray-restart", trial).start(),
            quit::countDown,
            this::say);
    private volatile Runnable lookAtDesktop = () -> {};
    private boolean isToldOfWindows;
    private final Object ending = new Object();
    private boolean hasEnded;

    /** @param err where it is said what is wrong */
    TrayProgram(Wiring wiring, TrayOptions options, PrintWriter err) {
        this.wiring = wiring;
        this.options = options;
        this.err = err;
    }

    /** Runs until it is ended; the exit code. */
    int run() throws InterruptedException {
        if (options.byPolicy() && !wiring.setup().policy().startsAtLogin()) {
            // The entry is older than the policy. One that cannot be read asks for nothing, which is said.
            wiring.setup().problems().forEach(this::say);
            return ExitCode.DONE;
        }
        Directories directories = new Directories(Platform.current(), wiring.environment());
        try (SingleInstance instance =
                SingleInstance.claim(directories.runtime(), activation()).orElse(null)) {
            if (instance == null) say("The tray is running already: its window opens.");
            else run(directories, instance);
        } catch (IOException e) {
            say("The tray cannot have its sockets in " + directories.runtime() + ": " + OwnerOnly.reason(e));
            return ExitCode.INTERNAL_ERROR;
        }
        return ExitCode.DONE;
    }

    private void run(Directories directories, SingleInstance instance) throws IOException, InterruptedException {
        ThreadPoolExecutor workers = TrayWorkers.of(installation::isWhole);
        Setup setup = wiring.setup();
        setup.problems().forEach(this::say);
        Path journal = directories.state().resolve("journal");
        // Loads nothing of AWT before it is shown.
        Keychain keychain = Keychain.system()
                .guidedBy((name, cancel) -> SavePrompt.keychainGuide(null).apply(name, cancel));
        PreAuthenticator signIns = PreAuthenticator.of(
                keychain, setup::provider, setup::client, journal, workers, wiring.clock(), this::say);
        Broker broker = broker(directories, signIns);
        if (options.paused()) signIns.pause();
        restart.waitWhile(signIns::holdsUnsavedTokens);
        restart.waitSomeTimeWhile(() -> workers.getActiveCount() > 0);
        restart.startAnewOnlyWhile(signIns::isCalm);
        RefreshScheduler scheduler = RefreshScheduler.of(signIns, this::lookAround);
        Runnable end = () -> end(instance, broker, signIns, scheduler, workers);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endAtExit(end), "keytray-exit"));
        TrayOptions next = new TrayOptions(true, options.paused(), options.remind(), false);
        try {
            next = show(directories, instance, signIns, setup, keychain, workers);
        } finally {
            try {
                endOnce(end);
            } finally {
                restart.startSuccessor(next);
            }
        }
    }

    /** Shows what the desktop can, until the tray is to end; returns how one starts that goes on from there. */
    private TrayOptions show(
            Directories directories,
            SingleInstance instance,
            PreAuthenticator signIns,
            Setup setup,
            Keychain keychain,
            Executor workers)
            throws InterruptedException {
        Optional<String> problem = wiring.display().problem();
        if (problem.isPresent()) {
            say(problem.get() + WITHOUT_FACES);
            // A second start is answered, though there is no window.
            instance.onOpenRequest(restart::open);
            quit.await();
            return new TrayOptions(true, signIns.isPaused(), options.remind(), false);
        }
        try (TrayUi ui = TrayUi.show(
                signIns, setup, keychain, directories, wiring.clock(), workers, this::windowsWork, this::quit)) {
            lookAtDesktop = ui::look;
            restart.waitWhile(ui::isAsking);
            restart.setWindow(ui::open, ui::closedFor, ui::ownsClipboard);
            if (!options.hidden()) ui.open(activation());
            if (options.remind()) ui.remind();
            instance.onOpenRequest(restart::open);
            quit.await();
            return new TrayOptions(!ui.isOpen(), signIns.isPaused(), ui.isReminding(), false);
        } catch (LinkageError | AWTError noDesktop) {
            say("The desktop cannot be used (" + noDesktop.getClass().getSimpleName() + ")." + WITHOUT_FACES);
            quit.await();
            return new TrayOptions(true, signIns.isPaused(), options.remind(), false);
        }
    }

    private void lookAround() {
        restart.look();
        lookAtDesktop.run();
    }

    private void quit() {
        restart.over();
        quit.countDown();
    }

    private void endAtExit(Runnable end) {
        restart.over();
        endOnce(end);
    }

    /** A second call waits for the first. */
    private void endOnce(Runnable end) {
        synchronized (ending) {
            if (!hasEnded) end.run();
            hasEnded = true;
        }
    }

    /** Whether windows can be shown; says once why not. */
    private synchronized boolean windowsWork() {
        Optional<String> problem = wiring.display().windowProblem();
        if (!isToldOfWindows) problem.ifPresent(sentence -> say(sentence + WITHOUT_WINDOWS));
        isToldOfWindows = true;
        return problem.isEmpty();
    }

    private String activation() {
        return ACTIVATION.stream()
                .map(name -> wiring.environment().getOrDefault(name, ""))
                .filter(token -> !token.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * Without sockets each application refreshes by itself; icon, window and refreshes of the tray work all the same.
     */
    private @Nullable Broker broker(Directories directories, PreAuthenticator signIns) throws IOException {
        String problem = UnixSockets.problem(directories.runtime().resolve(BrokerClient.NAME))
                .orElse(null);
        if (problem == null) return Broker.open(directories.runtime(), signIns);
        say(problem);
        return null;
    }

    private void say(String sentence) {
        err.println("keytray: " + sentence);
    }

    /**
     * Runs at every end of the process but a kill: the broker stops, a refresh that has begun is stored, and the providers are
     * told of every sign-out.
     */
    private static void end(
            SingleInstance instance,
            @Nullable Broker broker,
            PreAuthenticator signIns,
            RefreshScheduler scheduler,
            ThreadPoolExecutor workers) {
        signIns.end();
        if (broker != null) broker.close();
        instance.close();
        scheduler.close();
        workers.shutdown();
        try {
            // In that time the providers could answer, too.
            if (workers.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) signIns.awaitEnd(REVOCATION_GRACE);
            else workers.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
