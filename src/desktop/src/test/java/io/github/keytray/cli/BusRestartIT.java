package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.keychain.PrivateSession;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testkit.EmbeddedProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged tray, and a session bus that ends with everybody on it and starts again at the same address. */
@Needs({DesktopPart.DISPLAY, DesktopPart.SECRET_SERVICE, DesktopPart.NOTIFICATIONS})
@Timeout(300)
class BusRestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final EmbeddedProvider first = provider();
    private final EmbeddedProvider second = provider();
    private final Deque<Process> running = new ArrayDeque<>();
    private PrivateSession session;
    private BrokerClient client;

    private static EmbeddedProvider provider() {
        return EmbeddedProvider.builder()
                .rotate(true)
                .accessTokenLife(Duration.ofSeconds(20))
                .start();
    }

    @BeforeEach
    void signIn() throws Exception {
        Path place = Files.createDirectory(directory.resolve("session"));
        session = PrivateSession.withKeyring(place);
        client = new BrokerClient(place.resolve("keytray"));
        PackagedApp app = new PackagedApp(directory);
        session.environment().forEach(app::with);
        for (EmbeddedProvider provider : List.of(first, second)) {
            assertThat(app.run("login", "--issuer", provider.issuer(), "--client-id", "app", "--save", "yes")
                            .exit())
                    .isZero();
        }
    }

    @AfterEach
    void end() throws Exception {
        while (!running.isEmpty()) running.pop().destroyForcibly().waitFor();
        session.close();
        first.close();
        second.close();
    }

    private Process start(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(running.size() + ".out").toFile());
        Programs.apply(session.environment(), builder);
        Process process = builder.start();
        running.push(process);
        return process;
    }

    private String run(String... command) throws Exception {
        Map<String, String> environment = session.environment();
        return Programs.run(Duration.ofSeconds(20), List.of(command), environment)
                .out();
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (condition.call()) return;
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("Not there: " + what);
    }

    private boolean hasToken(EmbeddedProvider provider, Instant issuedAfter) throws InterruptedException {
        BrokerResponse reply =
                client.ask(new BrokerRequest(new Account(provider.issuer(), "app"), null, Set.of(), null));
        return reply instanceof BrokerResponse.Granted granted
                && !granted.token().issuedAt().isBefore(issuedAfter)
                && "sub-alice".equals(provider.subject(granted.token().accessToken()));
    }

    private void awaitIcon(Process tray) throws Exception {
        await(
                "the icon",
                () -> run(
                                "dbus-send",
                                "--session",
                                "--print-reply",
                                "--dest=org.freedesktop.DBus",
                                "/",
                                "org.freedesktop.DBus.NameHasOwner",
                                "string:org.kde.StatusNotifierItem-" + tray.pid() + "-1")
                        .contains("true"));
    }

    private void startNotices() throws Exception {
        start(List.of("dunst"));
        await(
                "somebody who shows notices",
                () -> run("dunstctl", "count", "displayed").strip().equals("0"));
    }

    private void awaitNotice() throws Exception {
        await("a notice", () -> run("dunstctl", "count", "displayed").strip().equals("1"));
    }

    @Test
    void should_leave_the_tray_with_what_it_has_and_find_everything_again() throws Exception {
        startNotices();
        Process tray = start(PackagedApp.command("tray", "--hidden"));
        await("the first token", () -> hasToken(first, Instant.MIN));
        await("the second token", () -> hasToken(second, Instant.MIN));
        awaitIcon(tray);
        first.endAllSignIns();
        awaitNotice();
        await("a token that lasts", () -> hasToken(second, Instant.now().minusSeconds(3)));

        session.killBus();
        await("what the tray has", () -> hasToken(second, Instant.MIN));
        assertThat(tray.isAlive()).isTrue();
        session.restartBus();
        session.startKeyring();
        Instant back = Instant.now();
        awaitIcon(tray);
        await("a token of after the restart", () -> hasToken(second, back));
        startNotices();
        second.endAllSignIns();
        awaitNotice();
        assertThat(tray.isAlive()).isTrue();
    }
}
