package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider that does not answer holds up only itself. */
class ProviderQueuesTest {
    private final ExecutorService workers = Executors.newFixedThreadPool(4, work -> {
        Thread thread = new Thread(work);
        thread.setUncaughtExceptionHandler((failed, onPurpose) -> {});
        return thread;
    });
    private final ProviderQueues queues = new ProviderQueues(workers);
    private final Semaphore answers = new Semaphore(0);

    @AfterEach
    void end() {
        workers.shutdownNow();
    }

    private void deaf(int accounts) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        for (int i = 0; i < accounts; i++) {
            queues.execute("https://deaf.example", () -> {
                begun.countDown();
                try {
                    answers.acquire();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        begun.await();
    }

    @Test
    void should_leave_threads_to_the_others() throws Exception {
        deaf(20);
        CountDownLatch others = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) queues.execute("https://login.acme.example", others::countDown);
        assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void should_do_everything_once_it_answers_and_first_what_a_person_wants() throws Exception {
        deaf(2);
        List<String> done = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(3);
        for (String name : List.of("a", "b")) {
            queues.execute("https://deaf.example", () -> note(done, name, all));
        }
        queues.executeFirst("https://deaf.example", () -> note(done, "person", all));
        assertThat(done).isEmpty();
        // One of the two, so that one thread does the rest in its order.
        answers.release();
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(done).containsExactly("person", "a", "b");
    }

    @Test
    void should_go_on_after_work_that_fails() throws Exception {
        CountDownLatch done = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            queues.execute("https://login.acme.example", () -> {
                done.countDown();
                throw new IllegalStateException("on purpose");
            });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void note(List<String> done, String name, CountDownLatch all) {
        synchronized (done) {
            done.add(name);
        }
        all.countDown();
    }
}
