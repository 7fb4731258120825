package io.github.keytray.tray.dbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Screen;
import io.github.keytray.tray.icon.StatusNotifierIconView;
import io.github.keytray.tray.icon.TrayIconModel;
import io.github.keytray.tray.text.TrayState;
import io.github.keytray.tray.theme.PanelAppearance;
import io.github.keytray.tray.theme.ThemeManager;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Icon, menu and notifications on a desktop that takes every specification at its word. */
@Needs(DesktopPart.SECRET_SERVICE)
class StrictDesktopIT {
    private static final int CALM = 80;
    private static final int ALARM = 160;
    private static final int MIDDLE = 128;

    private final StrictDesktop desktop;
    private final List<Boolean> presence = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final ReconnectingBus bus = new ReconnectingBus("keytray-icon");
    private final StatusNotifier icon =
            new StatusNotifier(bus, "Keytray", () -> done.add("open"), done::add, presence::add);

    StrictDesktopIT(@TempDir Path directory) throws Exception {
        desktop = new StrictDesktop(directory);
    }

    @AfterEach
    void close() throws Exception {
        bus.close();
        desktop.close();
    }

    private void connect() throws Exception {
        bus.connect().get(20, TimeUnit.SECONDS);
    }

    private static void await(String what, BooleanSupplier condition) {
        Screen.await(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    private static List<Pixmap> pictures(int red) {
        byte[] argb = new byte[4 * 16 * 16];
        for (int i = 0; i < argb.length; i += 4) {
            argb[i] = -1;
            argb[i + 1] = (byte) red;
        }
        return List.of(new Pixmap(16, argb));
    }

    private List<MenuLine> lines(String... texts) {
        return Stream.of(texts)
                .map(text -> new MenuLine(text.split(":", -1)[0], text, () -> done.add(text)))
                .toList();
    }

    private void show(boolean alarmed, String tooltip, String... menu) {
        icon.show(pictures(alarmed ? ALARM : CALM), pictures(ALARM), tooltip, alarmed, lines(menu));
    }

    @Test
    void should_be_registered_once_it_is_drawn() throws Exception {
        desktop.startWatcher();
        connect();
        assertThat(presence).containsExactly(true);
        assertThat(desktop.watcher.registrations).hasValue(0);
        show(false, "fresh", "Quit");
        await("a picture", () -> desktop.picture().equals("Active 16 " + CALM));
        assertThat(desktop.faults).isEmpty();
    }

    @Test
    void should_show_that_it_needs_attention_and_that_it_does_no_longer() throws Exception {
        desktop.startWatcher();
        connect();
        show(false, "fresh", "Quit");
        await("a picture", () -> desktop.picture().equals("Active 16 " + CALM));
        show(true, "sign in again", "Quit");
        await("attention", () -> desktop.picture().equals("NeedsAttention 16 " + ALARM));
        assertThat(desktop.property("IconAccessibleDesc")).isEqualTo("sign in again");
        // Another theme.
        icon.show(pictures(ALARM + 1), pictures(ALARM + 1), "sign in again", true, lines("Quit"));
        await("the other picture", () -> desktop.picture().equals("NeedsAttention 16 " + (ALARM + 1)));
        show(false, "fresh", "Quit");
        await("calm", () -> desktop.picture().equals("Active 16 " + CALM));
        assertThat(desktop.faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GNOME, true", "MATE, false"})
    void should_be_seen_on_the_black_bar_of_gnome(String name, boolean isLight) throws Exception {
        desktop.startWatcher();
        connect();
        Directories directories = new Directories(Platform.LINUX, Map.of("XDG_CURRENT_DESKTOP", name));
        // The windows are light.
        ThemeManager theme = new ThemeManager(new PanelAppearance(directories));
        new StatusNotifierIconView(icon, theme).show(new TrayIconModel(TrayState.READY, "fresh", List::of));
        await("a picture", () -> !desktop.picture().isEmpty());
        assertThat(desktop.brightness() > MIDDLE).isEqualTo(isLight);
        assertThat(desktop.faults).isEmpty();
    }

    @Test
    void should_leave_an_open_menu_alone() throws Exception {
        desktop.startWatcher();
        connect();
        show(false, "fresh", "ana: fresh until 14:05", "Quit");
        await("a picture", () -> !desktop.picture().isEmpty());
        assertThat(desktop.openMenu()).containsExactly("ana: fresh until 14:05", "Quit");
        desktop.menuNews.clear();
        show(false, "fresh", "ana: fresh until 14:35", "Quit");
        show(true, "ended", "ana: sign in again", "Quit");
        await("the picture", () -> desktop.picture().startsWith("NeedsAttention"));
        assertThat(desktop.readMenu()).containsExactly("ana: fresh until 14:05", "Quit");
        assertThat(desktop.menuNews).isEmpty();
        desktop.closeMenu();
        await("the news", () -> desktop.menuNews.equals(List.of("properties")));
        assertThat(desktop.readMenu()).containsExactly("ana: sign in again", "Quit");
        show(false, "fresh", "Quit");
        await("other lines", () -> desktop.menuNews.equals(List.of("properties", "layout")));
        assertThat(desktop.faults).isEmpty();
    }

    @Test
    void should_know_what_panels_ask_first() throws Exception {
        desktop.startWatcher();
        connect();
        show(false, "fresh", "Quit");
        await("a picture", () -> !desktop.picture().isEmpty());
        desktop.otherClicks();
        desktop.activationToken("kwin-7");
        assertThat(done).containsExactly("open", "open", "kwin-7");
        assertThat(desktop.faults).isEmpty();
    }

    @Test
    void should_be_in_no_panel_where_a_watcher_has_none() throws Exception {
        desktop.watcher.hasHost = false;
        desktop.startWatcher();
        connect();
        assertThat(presence).containsExactly(false);
        show(false, "fresh", "Quit");
        desktop.hostComes();
        await("a picture", () -> !desktop.picture().isEmpty());
        desktop.hostGoes();
        await("no panel", () -> presence.equals(List.of(false, true, false)));
        desktop.watcher.hasHost = true;
        // A panel that came without a word is found as well.
        await("a panel", () -> {
            icon.reload();
            return presence.equals(List.of(false, true, false, true));
        });
    }

    @Test
    void should_register_again_where_that_failed() throws Exception {
        desktop.watcher.refuses = true;
        desktop.startWatcher();
        connect();
        show(false, "fresh", "Quit");
        await("no panel", () -> presence.equals(List.of(true, false)));
        desktop.watcher.refuses = false;
        await("a picture", () -> {
            icon.reload();
            return !desktop.picture().isEmpty();
        });
        assertThat(presence).endsWith(true);
        assertThat(desktop.faults).isEmpty();
    }

    @Test
    void should_not_put_a_notification_in_the_place_of_one_that_is_gone() throws Exception {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        try (DesktopNotifications notifications = new DesktopNotifications(() -> picture, done::add, true)) {
            notifications.show("title", "first", "act", () -> {});
            await("first", () -> desktop.notices.contains("first"));
            notifications.show("title", "in its place", "act", () -> {});
            await("in its place", () -> desktop.notices.contains("in its place"));
            assertThat(notifications.isShown("title")).isTrue();
            assertThat(notifications.isShown("another title")).isFalse();
            desktop.expireNotice("kwin-8");
            await("the end", () -> done.contains("kwin-8"));
            assertThat(notifications.isShown("title")).isFalse();
            notifications.show("title", "another", "act", () -> {});
            await("another", () -> desktop.notices.contains("another"));
            assertThat(desktop.faults).isEmpty();
        }
    }

    @Test
    void should_take_a_notification_away_that_is_not_true_any_more() throws Exception {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        try (DesktopNotifications notifications = new DesktopNotifications(() -> picture, done::add, true)) {
            notifications.show("sign in again", "first", "act", () -> {});
            await("first", () -> desktop.notices.contains("first"));
            await("the end", () -> {
                notifications.withdraw("sign in again");
                return desktop.withdrawn.equals(List.of(1L));
            });
            notifications.withdraw("sign in again");
            notifications.show("sign in again", "another", "act", () -> {});
            await("another", () -> desktop.notices.contains("another"));
            // Of another matter.
            notifications.withdraw("move");
            notifications.show("sign in again", "in its place", "act", () -> {});
            await("in its place", () -> desktop.notices.contains("in its place"));
            assertThat(desktop.withdrawn).containsExactly(1L);
        }
        // What was not sent by then never is.
        await("both withdrawn", () -> desktop.withdrawn.equals(List.of(1L, 2L)));
        assertThat(desktop.faults).isEmpty();
    }
}
