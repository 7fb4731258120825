package io.github.keytray.cli;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.github.keytray.internal.platform.Platform;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program that runs in this process (POSIX, {@code execv}). On Linux another one can take its place: the process keeps its
 * number, its parent and its terminal, and a service manager that watches over it sees no end.
 */
final class ProcessImage {
    private static final File DESCRIPTORS = new File("/proc/self/fd");
    /** Standard input, output and error are the next program's, too. */
    private static final int STANDARD_DESCRIPTORS = 3;

    // As <fcntl.h> has them on Linux.
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;

    /** The shutdown hooks of Keytray all have this name. */
    private static final String HOOK = "keytray-exit";
    /** Longer than any of them takes. */
    private static final long HOOKS_SECONDS = 10;

    private static final long PAUSE_MILLIS = 5;
    /** Java has such a thread, which ends the process, for each signal that asks for the end. */
    private static final String SIGNAL = "SIG.* handler";

    private ProcessImage() {}

    /**
     * Has another program go on in this process once it has ended: after {@link System#exit}, which this thread is to call next,
     * and after the shutdown hooks of Keytray. Not where a signal asks for the end meanwhile. Where that is not possible, the
     * program is started in a process of its own. A child that still runs stays one of the process.
     *
     * @param command the program's path and its arguments
     * @param environment all the variables that it gets
     * @param failed called where it cannot be started, on any thread
     */
    static void replace(List<String> command, Map<String, String> environment, Runnable failed) {
        if (Platform.current() != Platform.LINUX) {
            start(command, environment, failed);
            return;
        }
        Thread exiting = Thread.currentThread();
        Thread hook = new Thread(
                () -> {
                    if (!isEndedOnly(exiting)) return;
                    exec(command, environment);
                    start(command, environment, failed);
                },
                "keytray-successor");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // Somebody has ended the process, which is to be its end.
        }
    }

    /** Waits for the other hooks; false where the process was asked to end. */
    private static boolean isEndedOnly(Thread exiting) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(HOOKS_SECONDS);
        try {
            // It waits once it has begun all hooks.
            while (System.nanoTime() - end < 0 && (exiting.getState() != Thread.State.WAITING || isThere(HOOK))) {
                if (isThere(SIGNAL)) return false;
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !isThere(SIGNAL);
    }

    private static boolean isThere(String threads) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().matches(threads));
    }

    private static void start(List<String> command, Map<String, String> environment, Runnable failed) {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            builder.start();
        } catch (IOException e) {
            failed.run();
        }
    }

    /** Returns where the program cannot be run. */
    private static void exec(List<String> command, Map<String, String> environment) {
        try {
            setEnvironment(environment);
            System.out.flush();
            System.err.flush();
            String[] open = DESCRIPTORS.list();
            if (open == null) return;
            for (String descriptor : open) {
                int number = Integer.parseInt(descriptor);
                // The one by which they were listed is closed by now, which is no harm.
                if (number >= STANDARD_DESCRIPTORS) call("fcntl", number, F_SETFD, FD_CLOEXEC);
            }
            call("execv", command.get(0), command.toArray(String[]::new));
        } catch (LinkageError noLibrary) {
            // JNA cannot unpack its library everywhere.
        }
    }

    /** Variables that are as they were at the start are not set again: Java may not have been able to read all their bytes. */
    private static void setEnvironment(Map<String, String> environment) {
        for (String variable : variables()) {
            String name = variable.substring(0, Math.max(0, variable.indexOf('=')));
            if (!environment.containsKey(name)) call("unsetenv", name);
        }
        environment.forEach((name, value) -> {
            if (!value.equals(System.getenv(name))) call("setenv", name, value, 1);
        });
    }

    /** With those that were set in this process since its start. */
    private static String[] variables() {
        return NativeLibrary.getProcess()
                .getGlobalVariableAddress("environ")
                .getPointer(0)
                .getStringArray(0, Native.getDefaultStringEncoding());
    }

    /** Calls a function of the C library. */
    private static void call(String function, Object... arguments) {
        int unused = NativeLibrary.getProcess()
                .getFunction(function, Function.C_CONVENTION, Native.getDefaultStringEncoding())
                .invokeInt(arguments);
    }
}
