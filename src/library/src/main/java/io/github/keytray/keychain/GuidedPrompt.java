package io.github.keytray.keychain;

import io.github.keytray.internal.platform.DaemonThread;
import java.time.Duration;
import java.util.function.BiFunction;

/** As {@link Keychain#guidedBy} says it: what is shown beside a keychain's window, from a moment after that has opened: many answer themselves before. */
final class GuidedPrompt {
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final BiFunction<String, Runnable, Runnable> guide;
    private final String keychain;
    private final Runnable cancel;
    private boolean isOver;

    private GuidedPrompt(BiFunction<String, Runnable, Runnable> guide, String keychain, Runnable cancel) {
        this.guide = guide;
        this.keychain = keychain;
        this.cancel = cancel;
    }

    /** Begins to wait for the moment at which the guide is shown. */
    static GuidedPrompt begin(BiFunction<String, Runnable, Runnable> guide, String keychain, Runnable cancel) {
        GuidedPrompt prompt = new GuidedPrompt(guide, keychain, cancel);
        Thread thread = new DaemonThread("keytray-prompt", prompt::run);
        thread.setContextClassLoader(GuidedPrompt.class.getClassLoader());
        thread.start();
        return prompt;
    }

    private synchronized void run() {
        long end = System.nanoTime() + MOMENT.toNanos();
        try {
            for (long left = MOMENT.toMillis(); left > 0 && !isOver; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
            if (isOver) return;
            Runnable shown = guide.apply(keychain, cancel);
            try {
                while (!isOver) wait();
            } finally {
                shown.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The keychain's window is answered or closed. */
    synchronized void end() {
        isOver = true;
        notifyAll();
    }
}
