package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person signs out of many accounts at a provider that does not answer, and the tray has few threads. */
@Timeout(60)
class DeafProviderTest {
    private static final int THREADS = 4;

    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });
    private final InstantSource clock = InstantSource.system();
    private final FakeSignInStore store = new FakeSignInStore(clock, Duration.ofHours(1));

    @AfterEach
    void end() {
        workers.shutdownNow();
    }

    @Test
    void should_not_delay_the_others_nor_what_is_deleted(@TempDir Path directory) throws Exception {
        PreAuthenticator signIns = new PreAuthenticator(
                store,
                new Journal(directory.resolve("journal"), write -> {}, problem -> {}),
                Set::of,
                new Random(1),
                workers,
                new Clocks(clock, System::nanoTime));
        for (int i = 0; i < THREADS * 2; i++) {
            String name = "deaf-" + i;
            store.signIn(new Account(FakeSignInStore.DEAF, name), name, store.token(name));
        }
        Account other = store.signIn("orders");
        while (signIns.all().size() <= THREADS * 2 || signIns.all().stream().anyMatch(DeafProviderTest::isBusy)) {
            signIns.tick();
            TimeUnit.MILLISECONDS.sleep(5);
        }

        for (StoredSignIn each : signIns.all()) {
            if (each.account().equals(other)) continue;
            CompletableFuture<Optional<GrantException>> unused = signIns.signOut(each);
        }
        while (!store.hasOnly(other)) TimeUnit.MILLISECONDS.sleep(5);
        StoredSignIn one = signIns.all().stream()
                .filter(each -> each.account().equals(other))
                .findFirst()
                .orElseThrow();

        assertThat(signIns.refresh(one).get(20, TimeUnit.SECONDS).state()).isInstanceOf(SignInState.Valid.class);
    }

    private static boolean isBusy(StoredSignIn one) {
        return one.state() instanceof SignInState.Refreshing;
    }
}
