package io.github.keytray.preauth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Work at providers, of which one that does not answer must not hold up the others: each has a queue of its own, in which
 * only so much is done at once. Safe for any thread.
 */
final class ProviderQueues {
    /** So that one sign-in that hangs holds up only half of its neighbours at the same provider. */
    private static final int MOST_AT_ONCE = 2;

    private final Executor workers;
    private final Map<String, Queue> queues = new HashMap<>();

    /** @param workers more than any one provider may have */
    ProviderQueues(Executor workers) {
        this.workers = workers;
    }

    /** What is under way at one provider. */
    private static final class Queue {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    /** Has the work done, after what waits at the same provider. */
    void execute(String issuer, Runnable work) {
        execute(issuer, work, false);
    }

    /** Has the work done before what waits at the same provider: a person wants it. */
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
