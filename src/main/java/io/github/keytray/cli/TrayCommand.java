package io.github.keytray.cli;

import io.github.keytray.broker.Broker;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.platform.Directories;
import io.github.keytray.platform.OwnerOnly;
import io.github.keytray.platform.Platform;
import io.github.keytray.preauth.Heart;
import io.github.keytray.preauth.PreAuthenticator;
import io.github.keytray.tray.Faces;
import io.github.keytray.tray.Setup;
import io.github.keytray.tray.SingleInstance;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps every sign-in fresh, and answers applications, until it is ended. */
@Command(
        name = "tray",
        description = "Keep every sign-in fresh, and hand tokens to applications that ask, until ended.",
        mixinStandardHelpOptions = true)
final class TrayCommand implements Callable<Integer> {
    private static final int WORKERS = 4;
    /** As long as a renewal under way has to be kept. */
    private static final long FAREWELL_SECONDS = 5;

    @Option(names = "--hidden", description = "Do not open the window, as when the session starts.")
    boolean hidden;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private final Wiring wiring;
    private final CountDownLatch quit = new CountDownLatch(1);

    TrayCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws InterruptedException {
        Directories directories = new Directories(Platform.current(), wiring.environment());
        try (SingleInstance instance =
                SingleInstance.claim(directories.runtime()).orElse(null)) {
            if (instance == null) say("The tray is running already: its window opens.");
            else run(directories, instance);
        } catch (IOException e) {
            say("The tray cannot have its sockets in " + directories.runtime() + ": " + OwnerOnly.reason(e));
            return ExitCode.OUR_FAULT;
        }
        return ExitCode.DONE;
    }

    private void run(Directories directories, SingleInstance instance) throws IOException, InterruptedException {
        ThreadPoolExecutor workers = workers();
        Setup setup = wiring.setup();
        setup.problems().forEach(this::say);
        Path journal = directories.state().resolve("journal");
        PreAuthenticator signIns =
                PreAuthenticator.of(Keychain.system(), setup::provider, journal, workers, wiring.clock(), this::say);
        Broker broker = Broker.open(directories.runtime(), signIns);
        Heart heart = Heart.of(signIns);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(instance, broker, heart, workers), "keytray-end"));
        if (GraphicsEnvironment.isHeadless()) {
            quit.await();
            return;
        }
        try (Faces faces = Faces.show(
                signIns, setup, Keychain.system(), directories, wiring.clock(), workers, hidden, quit::countDown)) {
            instance.onKnock(faces::open);
            quit.await();
        }
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println("keytray: " + sentence);
    }

    /** However the process ends, unless it is killed: nobody is answered any more, and what has begun is kept. */
    private static void end(SingleInstance instance, Broker broker, Heart heart, ThreadPoolExecutor workers) {
        broker.close();
        instance.close();
        heart.close();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) workers.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolExecutor workers() {
        ThreadPoolExecutor workers =
                new ThreadPoolExecutor(WORKERS, WORKERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "keytray-worker");
                    thread.setDaemon(true);
                    return thread;
                });
        // What comes too late is not begun.
        workers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }
}
