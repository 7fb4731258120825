package io.github.keytray.tray.dbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.internal.dbus.BusPeer;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real bus, with a socket that is a file, and with an abstract one, as {@code dbus-launch} has it. */
@Needs(DesktopPart.SECRET_SERVICE)
class BusConnectionIT {
    private static final String SESSION_BUS = "DBUS_SESSION_BUS_ADDRESS";

    private final String addressBefore = System.getProperty(SESSION_BUS, "");
    private final CountDownLatch lost = new CountDownLatch(1);
    private @Nullable Process daemon;

    @TempDir
    Path directory;

    private Process startBus(String kind) throws Exception {
        String address = "unix:" + kind + "=" + directory.resolve("bus");
        Process started = new ProcessBuilder(
                        "dbus-daemon", "--session", "--nofork", "--print-address", "--address=" + address)
                .redirectError(new File("/dev/null"))
                .start();
        daemon = started;
        assertThat(started.inputReader().readLine()).startsWith("unix:");
        System.setProperty(SESSION_BUS, address);
        return started;
    }

    @AfterEach
    void stop() throws Exception {
        if (addressBefore.isEmpty()) System.clearProperty(SESSION_BUS);
        else System.setProperty(SESSION_BUS, addressBefore);
        if (daemon != null) daemon.destroyForcibly().waitFor();
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "abstract"})
    void should_be_called_and_told_and_know_of_the_end(String kind) throws Exception {
        Process bus = startBus(kind);
        try (BusConnection icon = BusConnection.connect("icon", lost::countDown);
                BusConnection panel = BusConnection.connect("panel", () -> {})) {
            ExportedMenu menu = new ExportedMenu(() -> {});
            menu.set(List.of(new MenuLine("quit", "Quit", () -> {})));
            icon.export(menu);
            icon.requestName("io.github.keytray.Icon");
            assertThat(panel.hasOwner("io.github.keytray.Icon")).isTrue();
            assertThatThrownBy(() -> panel.requestName("io.github.keytray.Icon"))
                    .isInstanceOf(BusException.class);
            Target lines = new Target("io.github.keytray.Icon", ExportedMenu.PATH, "com.canonical.dbusmenu");
            CountDownLatch told = new CountDownLatch(1);
            panel.subscribe(new SignalRule("com.canonical.dbusmenu", "LayoutUpdated", "ui"), news -> told.countDown());
            for (Signal news : menu.news()) icon.emit(news);
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(panel.call(lines, "GetLayout", "iias", 0, -1, List.of())).hasSize(2);
            assertThatThrownBy(() -> panel.call(lines, "Dance", ""))
                    .isInstanceOf(BusException.class)
                    .hasMessage("org.freedesktop.DBus.Error.UnknownMethod");
            bus.destroyForcibly().waitFor();
            assertThat(lost.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(icon.isConnected()).isFalse();
            assertThatThrownBy(() -> icon.hasOwner("any.name")).isInstanceOf(BusException.class);
        }
    }

    /** Long before the caller's patience ends. */
    @Test
    void should_end_a_call_that_waits_when_the_bus_ends() throws Exception {
        Process bus = startBus("path");
        CountDownLatch called = new CountDownLatch(1);
        try (BusConnection panel = BusConnection.connect("panel", lost::countDown);
                BusPeer silent =
                        new BusPeer(directory.resolve("bus"), "io.github.keytray.Silent", call -> called.countDown())) {
            CompletableFuture<Object[]> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return panel.call(new Target("io.github.keytray.Silent", "/", "any.Face"), "Dance", "");
                } catch (BusException e) {
                    throw new CompletionException(e);
                }
            });
            assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
            long killed = System.nanoTime();
            bus.destroyForcibly().waitFor();
            assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(BusException.class);
            assertThat(System.nanoTime() - killed).isLessThan(TimeUnit.SECONDS.toNanos(15));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "abstract"})
    void should_leave_no_thread_when_it_is_closed(String kind) throws Exception {
        assertThat(startBus(kind).isAlive()).isTrue();
        BusConnection connection = BusConnection.connect("closed", lost::countDown);
        Thread reader = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("closed-reader"))
                .findFirst()
                .orElseThrow();
        connection.close();
        reader.join(20_000);
        assertThat(reader.isAlive()).isFalse();
        assertThat(lost.getCount()).isEqualTo(1);
    }
}
