package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;

/** What becomes of a call whose caller is interrupted. */
class EdtTest {
    private final CompletableFuture<Boolean> closedOnEdt = new CompletableFuture<>();

    private Thread caller(Supplier<String> work) {
        Thread caller = new Thread(() -> {
            try {
                Edt.call(work, made -> closedOnEdt.complete(SwingUtilities.isEventDispatchThread()));
            } catch (InterruptedException expected) {
                // What the test does to it.
            }
        });
        caller.start();
        return caller;
    }

    @Test
    void should_close_what_its_caller_did_not_wait_for() throws Exception {
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        Supplier<String> work = () -> {
            leave(caller.join());
            return "a window";
        };
        caller.complete(caller(work));
        assertThat(closedOnEdt.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void should_not_begin_what_its_caller_does_not_wait_for() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        AtomicBoolean begun = new AtomicBoolean();
        SwingUtilities.invokeLater(() -> {
            try {
                free.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Thread caller = caller(() -> {
            begun.set(true);
            return "a window";
        });
        leave(caller);
        free.countDown();
        SwingUtilities.invokeAndWait(() -> {});
        assertThat(begun).isFalse();
    }

    private static void leave(Thread caller) {
        caller.interrupt();
        try {
            caller.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
