package io.github.keytray.preauth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs work at providers. Each provider has its own queue with a limit of concurrent work, so that a provider that does
 * not answer does not delay the others. Safe for any thread.
 */
final class ProviderQueues {
    /** With two at once, a sign-in that hangs takes only half of the provider's capacity. */
    private static final int MOST_AT_ONCE = 2;

    private final Executor workers;
    private final Map<String, Queue> queues = new HashMap<>();

    /** @param workers has more threads than one provider may use */
    ProviderQueues(Executor workers) {
        this.workers = workers;
    }

    /** The work of one provider. */
    private static final class Queue {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    /** Runs the work after the waiting work of the same provider. */
    void execute(String issuer, Runnable work) {
        execute(issuer, work, false);
    }

    /** Runs the work before the waiting work of the same provider, because a user waits for it. */
    void executeFirst(String issuer, Runnable work) {
        execute(issuer, work, true);
    }

    private void execute(String issuer, Runnable work, boolean first) {
        synchronized (this) {
            Queue queue = queues.computeIfAbsent(issuer, key -> new Queue());
            if (first) queue.waiting.addFirst(work);
            else queue.waiting.addLast(work);
            if (queue.running >= MOST_AT_ONCE) return;
            queue.running++;
        }
        workers.execute(() -> run(issuer));
    }

    /** One after the other, until none waits: what is done by then leaves no thread behind. */
    private void run(String issuer) {
        for (Runnable work = next(issuer); work != null; work = next(issuer)) {
            boolean done = false;
            try {
                work.run();
                done = true;
            } finally {
                if (!done) workers.execute(() -> run(issuer));
            }
        }
    }

    private synchronized @Nullable Runnable next(String issuer) {
        Queue queue = queues.get(issuer);
        if (queue == null) return null;
        Runnable work = queue.waiting.pollFirst();
        if (work == null && --queue.running == 0) queues.remove(issuer);
        return work;
    }
}
