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

    /** The shutdown hooks of Keytray run on threads with this name, in the library, too. */
    private static final String HOOK = "keytray-exit";
    /** Longer than any of them takes. */
    private static final long HOOKS_SECONDS = 10;

    private static final long PAUSE_MILLIS = 5;
    /** Java ends the process on such a thread when a signal asks for that. */
    private static final String SIGNAL = "SIG.* handler";

    private ProcessImage() {}

    /**
     * Has another program go on in this process once it has ended: after {@link System#exit}, which this thread is to call next,
     * and after the shutdown hooks of Keytray; not where a signal asks for the end meanwhile. Where that is not possible, it is
     * started in a process of its own. A child that still runs stays a child of the process.
     *
     * @param command the program's path and its arguments
     * @param environment all the variables that it gets
     * @param failed called where it cannot be started, on any thread
     */
    static void replace(List<String> command, Map<String, String> environment, Runnable failed) {
        Thread exiting = Thread.currentThread();
        Thread hook = new Thread(
                () -> {
                    boolean areHooksOver = awaitHooks(exiting);
                    if (areHooksOver && Platform.current() == Platform.LINUX) exec(command, environment);
                    if (!isThere(SIGNAL)) start(command, environment, failed);
                },
                "keytray-successor");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process was asked to end, and no program is to follow.
        }
    }

    /** Waits for the other hooks, but not where a signal asks for the end; returns whether they are over. */
    private static boolean awaitHooks(Thread exiting) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(HOOKS_SECONDS);
        try {
            while (!isThere(SIGNAL) && System.nanoTime() - end < 0) {
                // Once all hooks have begun, it waits for their ends.
                if (exiting.getState() == Thread.State.WAITING && !isThere(HOOK)) return true;
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static boolean isThere(String threads) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().matches(threads));
    }

    /** Starts a program in a process of its own. */
    static void start(List<String> command, Map<String, String> environment, Runnable failed) {
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
            if (!isThere(SIGNAL)) call("execv", command.get(0), command.toArray(String[]::new));
        } catch (RuntimeException | Error noLibrary) {
            // JNA cannot unpack its library everywhere, and the jar that has it may be replaced by now.
        }
    }

    /** Variables that keep their value are not set again: Java may not have been able to read all their bytes. */
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
