package io.github.keytray.oauth;

import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.EndUser;
import io.github.keytray.testkit.StandInUser;
import io.github.keytray.testkit.StandInUser.Does;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** A grant and a provider whose clocks go on only while the grant pauses, and a person with another device. */
abstract class DeviceTestBase {
    static final TokenRequest SIGN_IN = TokenRequest.interactive();
    static final Duration TIMEOUT = Duration.ofMinutes(3);

    volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");
    final EmbeddedProvider embedded =
            EmbeddedProvider.builder().clock(() -> now).start();
    final List<Duration> pauses = new ArrayList<>();
    final List<DeviceAuthorization> shown = new ArrayList<>();
    final AtomicReference<Boolean> closed = new AtomicReference<>(false);
    Consumer<DeviceAuthorization> person = attempt -> {};
    int thinksFor;

    @AfterEach
    void stop() {
        embedded.close();
    }

    DeviceGrant grant() {
        return grant(Client.of("app"));
    }

    DeviceGrant grant(Client client) {
        DeviceDisplay display = attempt -> {
            shown.add(attempt);
            return () -> closed.set(true);
        };
        return new DeviceGrant(Provider.of(embedded.issuer()), client, display, TIMEOUT, () -> now, this::pause);
    }

    boolean pause(CompletableFuture<Void> end, Duration time) {
        pauses.add(time);
        now = now.plus(time);
        if (pauses.size() > thinksFor) person.accept(shown.get(0));
        return end.isDone();
    }

    void does(Does does, int thinksFor) {
        StandInUser user = StandInUser.of(EndUser.called("alice"), does);
        this.thinksFor = thinksFor;
        person = attempt -> {
            try {
                user.visit(attempt.uri());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
