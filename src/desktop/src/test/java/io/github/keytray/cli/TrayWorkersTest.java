package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_ERR)
class TrayWorkersTest {
    private static String printed(boolean isWhole) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ThreadPoolExecutor workers = TrayWorkers.of(() -> isWhole);
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            CompletableFuture<Thread> worker = new CompletableFuture<>();
            workers.execute(() -> {
                worker.complete(Thread.currentThread());
                throw new NoClassDefFoundError("io/github/keytray/Gone");
            });
            worker.get(20, TimeUnit.SECONDS).join();
        } finally {
            System.setErr(before);
            workers.shutdown();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void should_print_nothing_where_the_package_is_removed_beneath_them() throws Exception {
        assertThat(printed(false)).doesNotContain("keytray-worker", "Gone");
    }

    @Test
    void should_print_a_fault_of_keytrays_own() throws Exception {
        assertThat(printed(true)).contains("keytray-worker", "NoClassDefFoundError: io/github/keytray/Gone");
    }
}
