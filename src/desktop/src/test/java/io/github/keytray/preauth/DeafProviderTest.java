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
import org.junit.jupiter.api.BeforeEach;
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

    @SuppressWarnings("NullAway.Init")
    private PreAuthenticator signIns;

    @SuppressWarnings("NullAway.Init")
    private Account other;

    @AfterEach
    void end() {
        workers.shutdownNow();
    }

    @BeforeEach
    void signIn(@TempDir Path directory) throws Exception {
        signIns = new PreAuthenticator(
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
        other = store.signIn("orders");
        while (signIns.all().size() <= THREADS * 2 || signIns.all().stream().anyMatch(DeafProviderTest::isBusy)) {
            signIns.tick();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void should_not_delay_the_others_nor_what_is_deleted() throws Exception {
        signOutOfTheDeaf();

        assertThat(signIns.refresh(signIn(other)).get(20, TimeUnit.SECONDS).state())
                .isInstanceOf(SignInState.Valid.class);
    }

    @Test
    void should_be_told_of_every_sign_out_when_the_tray_ends() throws Exception {
        signOutOfTheDeaf();
        while (store.sentForRevocation.size() < 2) TimeUnit.MILLISECONDS.sleep(5);
        assertThat(store.sentForRevocation).as("the others wait for these").hasSize(2);

        signIns.end();
        while (store.sentForRevocation.size() < THREADS * 2) TimeUnit.MILLISECONDS.sleep(5);
        // One that is deleted only now does not wait either, though its provider's queue takes nothing more.
        Account late = store.signIn(new Account(FakeSignInStore.DEAF, "late"), "late", store.token("late"));
        signIns.reload();
        while (signIns.all().stream().noneMatch(each -> each.account().equals(late))) {
            signIns.tick();
            TimeUnit.MILLISECONDS.sleep(5);
        }
        CompletableFuture<Optional<GrantException>> unused = signIns.signOut(signIn(late));
        while (!store.sentForRevocation.contains("late")) TimeUnit.MILLISECONDS.sleep(5);
        assertThat(signIns.awaitEnd(Duration.ofMillis(50)))
                .as("they do not answer")
                .isFalse();
    }

    @Test
    void should_have_an_answer_waited_for_when_the_tray_ends() throws Exception {
        signIns.end();
        assertThat(signIns.awaitEnd(Duration.ZERO)).isTrue();
        CompletableFuture<Optional<GrantException>> done = signIns.signOut(signIn(other));
        while (!store.sentForRevocation.contains("orders-0")) TimeUnit.MILLISECONDS.sleep(5);

        assertThat(signIns.awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(done).isCompletedWithValue(Optional.empty());
    }

    @Test
    void should_leave_no_sign_out_without_an_end_when_its_answer_breaks_something() {
        store.bug = new StackOverflowError();

        assertThat(signIns.signOut(signIn(other)))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(StackOverflowError.class);
    }

    private void signOutOfTheDeaf() throws InterruptedException {
        for (StoredSignIn each : signIns.all()) {
            if (each.account().equals(other)) continue;
            CompletableFuture<Optional<GrantException>> unused = signIns.signOut(each);
        }
        while (!store.hasOnly(other)) TimeUnit.MILLISECONDS.sleep(5);
    }

    private StoredSignIn signIn(Account account) {
        return signIns.all().stream()
                .filter(each -> each.account().equals(account))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isBusy(StoredSignIn one) {
        return one.state() instanceof SignInState.Refreshing;
    }
}
