package io.github.keytray.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.keychain.ModelKeychain;
import io.github.keytray.oauth.Network;
import io.github.keytray.oauth.Provider;
import io.github.keytray.preauth.ModelTray;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.setup.Policy;
import io.github.keytray.tray.setup.Setup;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing out in the browser, with as many threads as the tray has. */
class BrowserSignInFlowTest {
    private static final int THREADS = 4;
    private static final String AWAY = "http://127.0.0.1:1";
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path directory;

    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    private final CountDownLatch answers = new CountDownLatch(1);
    private volatile boolean waits;

    @AfterEach
    void end() {
        workers.shutdownNow();
    }

    @Test
    void should_end_for_all_though_there_are_no_more_threads_than_they_are() throws Exception {
        Keychain keychain = ModelKeychain.of(new ConcurrentHashMap<>(), directory, new WaitingKeychain(), CLOCK);
        for (int i = 0; i < THREADS; i++) {
            new KeychainUserStore(keychain, new Account(AWAY, "app-" + i)).putDefaultUser(ana());
        }
        ModelTray tray = new ModelTray(keychain, Provider::of, directory, CLOCK, System::nanoTime, workers);
        tray.tick();
        while (tray.signIns().all().size() < THREADS) TimeUnit.MILLISECONDS.sleep(10);
        List<StoredSignIn> all = tray.signIns().all();
        Setup setup = new Setup(List.of(), new Policy(null, null, null), Network.system(), List.of());
        BrowserSignInFlow flow = new BrowserSignInFlow(keychain, tray.signIns(), setup, CLOCK, workers);

        waits = true;
        List<CompletableFuture<?>> signOuts = all.stream()
                .<CompletableFuture<?>>map(one -> flow.signOut(one).handle((notTold, problem) -> one))
                .toList();
        answers.countDown();
        CompletableFuture.allOf(signOuts.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

        for (StoredSignIn one : all) {
            assertThat(new KeychainUserStore(keychain, one.account()).users()).isEmpty();
        }
    }

    private static StoredUser ana() {
        Instant now = CLOCK.instant();
        Token token =
                new Token("access", "Bearer", "refresh", null, Set.of(), Set.of(), now, now.plusSeconds(3_600));
        return new StoredUser(new User("sub-ana", "ana"), token);
    }

    private final class WaitingKeychain implements ModelKeychain.Observer {
        @Override
        public void get(String name) throws InterruptedException {
            if (waits) answers.await();
        }

        @Override
        public void write(String name, Runnable write) {
            write.run();
        }

        @Override
        public void written(String name) {}
    }
}
