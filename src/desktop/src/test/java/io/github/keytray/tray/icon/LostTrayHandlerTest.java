package io.github.keytray.tray.icon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That AWT throws it is seen in {@code TrayIconIT}. */
class LostTrayHandlerTest {
    private final List<Throwable> seen = new ArrayList<>();

    private void handle(Throwable problem) throws InterruptedException {
        Thread thread = new Thread(() -> {
            LostTrayHandler.install();
            LostTrayHandler.install();
            Thread here = Thread.currentThread();
            here.getUncaughtExceptionHandler().uncaughtException(here, problem);
        });
        thread.setUncaughtExceptionHandler((where, told) -> seen.add(told));
        thread.start();
        thread.join();
    }

    private static Throwable thrown(Throwable problem, String... classes) {
        StackTraceElement[] calls = new StackTraceElement[classes.length];
        for (int i = 0; i < classes.length; i++) calls[i] = new StackTraceElement(classes[i], "run", null, 1);
        problem.setStackTrace(calls);
        return problem;
    }

    @Test
    void should_pass_over_what_awt_throws_when_a_tray_ends() throws InterruptedException {
        handle(thrown(new UnsupportedOperationException(), "java.awt.SystemTray", "sun.awt.X11.XTrayIconPeer$4$1"));
        assertThat(seen).isEmpty();
    }

    @Test
    void should_tell_everything_else() throws InterruptedException {
        Throwable ours = thrown(new UnsupportedOperationException(), "java.awt.SystemTray", "io.github.keytray.Ours");
        Throwable other = thrown(new IllegalStateException(), "java.awt.SystemTray", "sun.awt.X11.XTrayIconPeer$4$1");
        Throwable bare = thrown(new UnsupportedOperationException());
        for (Throwable problem : List.of(ours, other, bare)) handle(problem);
        assertThat(seen).containsExactly(ours, other, bare);
    }
}
