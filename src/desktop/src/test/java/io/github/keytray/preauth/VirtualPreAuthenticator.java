package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A {@link PreAuthenticator} on virtual time. */
final class VirtualPreAuthenticator {
    private static final Duration LIFE = Duration.ofHours(1);

    Instant now = Instant.parse("2026-11-24T09:00:00Z");
    private long nanos = -1;
    private final InstantSource clock = () -> now;
    final FakeSignInStore store = new FakeSignInStore(clock, LIFE);
    final List<StoredSignIn> told = new ArrayList<>();
    Set<String> addresses = Set.of("192.0.2.1");
    private boolean rung;
    final PreAuthenticator signIns;

    VirtualPreAuthenticator(Path directory) {
        signIns = new PreAuthenticator(
                store,
                new Journal(directory.resolve("journal"), Runnable::run, problem -> {}),
                () -> addresses,
                new Random(1),
                Runnable::run,
                new Clocks(clock, () -> nanos));
        signIns.wake(() -> rung = true);
        signIns.addListener(new SignIns.Listener() {
            @Override
            public void changed() {}

            @Override
            public void signInNeeded(StoredSignIn signIn) {
                told.add(signIn);
            }
        });
    }

    /** Time passes, second by second. */
    void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            signIns.tick();
            now = now.plusSeconds(1);
            nanos += 1_000_000_000L;
        }
        signIns.tick();
    }

    /** Whether the scheduler was woken since the last {@link #follow}. */
    boolean isRung() {
        return rung;
    }

    /** No time passes: only what wakes is followed. */
    void follow() {
        while (rung) {
            rung = false;
            signIns.tick();
        }
    }

    SignInState state() {
        assertThat(signIns.all()).hasSize(1);
        return signIns.all().get(0).state();
    }
}
