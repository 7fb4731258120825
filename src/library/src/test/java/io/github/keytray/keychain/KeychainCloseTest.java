package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.UserStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeychainCloseTest {
    private static final Account ACCOUNT = new Account("https://login.acme.example/staff", "orders");
    private static final StoredUser ANA = UserStoreContract.user("ana");

    @TempDir
    Path state;

    private final FakeKeychain fake = new FakeKeychain();

    @Test
    void should_end_the_thread_and_what_it_has_open() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        fake.onClose = () -> thread.complete(Thread.currentThread());
        Keychain keychain = fake.keychain(state, Duration.ofSeconds(20));
        new KeychainUserStore(keychain, ACCOUNT).putDefaultUser(ANA);
        assertThat(fake.closed).hasValue(0);

        keychain.close();

        assertThat(fake.closed).hasValue(1);
        assertThat(thread.join().isAlive()).isFalse();
    }

    @Test
    void should_open_again_when_it_is_used_again() throws Exception {
        Keychain keychain = fake.keychain(state, Duration.ofSeconds(20));
        KeychainUserStore store = new KeychainUserStore(keychain, ACCOUNT);
        store.putDefaultUser(ANA);

        keychain.close();

        assertThat(store.getDefaultUser()).contains(ANA);
        assertThat(fake.opened).hasValue(2);
    }

    @Test
    void should_do_nothing_where_nothing_is_open() throws Exception {
        Keychain keychain = fake.keychain(state, Duration.ofSeconds(20));

        keychain.close();
        keychain.unattended().close();

        assertThat(fake.opened).hasValue(0);
    }

    @Test
    void should_wait_for_the_call_that_is_running_and_start_no_thread_after_it() throws Exception {
        Set<Thread> others = keychainThreads();
        CountDownLatch hang = new CountDownLatch(1);
        fake.hangsUntil = hang;
        Keychain keychain = fake.keychain(state, Duration.ofSeconds(20));
        CompletableFuture<Object> reading = call(() -> keychain.get(EntryName.probe()));
        fake.awaitHanging();

        CompletableFuture<Object> closing = call(() -> {
            keychain.close();
            return "closed";
        });
        assertThat(closing).isNotDone();
        fake.hangsUntil = null;
        hang.countDown();

        assertThat(closing.get(20, TimeUnit.SECONDS)).isEqualTo("closed");
        assertThat(reading).succeedsWithin(Duration.ofSeconds(20));
        assertThat(fake.closed).hasValue(1);
        assertThat(fake.opened).hasValue(1);
        Set<Thread> threads = keychainThreads();
        threads.removeAll(others);
        assertThat(threads).isEmpty();
    }

    private static Set<Thread> keychainThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("keytray-keychain"))
                .collect(Collectors.toSet());
    }

    private static CompletableFuture<Object> call(Callable<Object> call) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return call.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }
}
