package io.github.keytray.cli;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.tray.x11.WindowManager;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;

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

    private ProcessImage() {}

    /**
     * Has another program go on in this process; where that is not possible, it is started in a process of its own. To be called
     * last: no shutdown hook runs, and other threads end where they are.
     *
     * @param command the program's path and its arguments
     * @param environment all the variables that it gets
     * @throws IOException when it cannot be started
     */
    static void replace(List<String> command, Map<String, String> environment) throws IOException {
        try {
            if (Platform.current() == Platform.LINUX) exec(command, environment);
        } catch (LinkageError noLibrary) {
            // JNA cannot unpack its library everywhere.
        }
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.start();
    }

    /** Returns where the program cannot be run. */
    private static void exec(List<String> command, Map<String, String> environment) {
        String[] open = DESCRIPTORS.list();
        if (open == null) return;
        for (String descriptor : open) {
            int number = Integer.parseInt(descriptor);
            // The one by which they were listed is closed by now, which is no harm.
            if (number >= STANDARD_DESCRIPTORS) call("fcntl", number, F_SETFD, FD_CLOEXEC);
        }
        change(environment);
        System.out.flush();
        System.err.flush();
        call("execv", command.get(0), command.toArray(String[]::new));
    }

    /** What is the same stays as it is, byte by byte, also where Java cannot read it. */
    private static void change(Map<String, String> environment) {
        Map<String, String> before = System.getenv();
        WindowManager.forget(environment);
        before.keySet().stream().filter(name -> !environment.containsKey(name)).forEach(name -> call("unsetenv", name));
        environment.forEach((name, value) -> {
            if (!value.equals(before.get(name))) call("setenv", name, value, 1);
        });
    }

    /** Of the C library, which is in the process under any name. */
    private static void call(String function, Object... arguments) {
        int unused = NativeLibrary.getProcess()
                .getFunction(function, Function.C_CONVENTION, Native.getDefaultStringEncoding())
                .invokeInt(arguments);
    }
}
