package io.github.keytray.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The tray that takes the place of this one. */
final class Successor {
    /** For so long a start may take on a machine that is busy with its packages. */
    private static final long START_SECONDS = 60;

    /** Starts a program, which may go on in the process of this one. */
    @FunctionalInterface
    interface Starter {
        /**
         * Starts it.
         *
         * @param failed called where it cannot be started, on any thread
         */
        void start(List<String> command, Map<String, String> environment, Runnable failed);
    }

    private final Supplier<List<String>> tray;
    private final Starter starter;

    /** @param tray the command that runs it, asked for when it is needed; empty where it is unknown */
    Successor(Supplier<List<String>> tray, Starter starter) {
        this.tray = tray;
        this.starter = starter;
    }

    boolean isKnown() {
        return !tray.get().isEmpty();
    }

    /** Runs it with options by which it does not stay, to its end; returns whether it succeeded. */
    boolean runs(String... options) {
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
     * Starts it.
     *
     * @param activation what lets its window come to the front (xdg-activation); empty for nothing
     * @param failed called where it cannot be started, on any thread
     */
    void start(TrayOptions options, String activation, Runnable failed) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        // What this one was started by, which was for its own window.
        TrayProgram.ACTIVATION.forEach(environment::remove);
        if (!activation.isEmpty()) environment.put(TrayProgram.ACTIVATION.get(0), activation);
        starter.start(command(options.arguments()), environment, failed);
    }

    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(tray.get());
        command.addAll(options);
        return command;
    }
}
