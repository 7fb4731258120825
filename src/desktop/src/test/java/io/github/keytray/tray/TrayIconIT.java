package io.github.keytray.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.EdtChecker;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Screen;
import io.github.keytray.tray.dbus.DesktopNotifications;
import io.github.keytray.tray.dbus.ReconnectingBus;
import io.github.keytray.tray.dbus.StatusNotifier;
import io.github.keytray.tray.icon.StatusNotifierIconView;
import io.github.keytray.tray.icon.XTrayIconView;
import io.github.keytray.tray.notice.Announcer;
import io.github.keytray.tray.notice.DesktopNotifier;
import io.github.keytray.tray.theme.Theme;
import io.github.keytray.tray.theme.TrayPictures;
import java.awt.EventQueue;
import java.awt.MouseInfo;
import java.awt.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.swing.JMenuItem;
import javax.swing.MenuElement;
import javax.swing.MenuSelectionManager;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The icon in real trays, its menu by real clicks, and notices by a real daemon. */
@Needs(DesktopPart.DISPLAY)
@ExtendWith(EdtChecker.class)
class TrayIconIT {
    private static final int ICON_IN_PANEL = 12;

    private final DesktopFixture desktop = new DesktopFixture();
    private final TrayFixture scene = TrayFixture.ofThree();
    private final Screen screen = new Screen();
    private TrayController tray;

    TrayIconIT() throws Exception {
        SwingUtilities.invokeAndWait(() -> Theme.install(Map.of()));
        tray = TrayGallery.onEdt(() -> scene.tray(TrayFixture.setup()));
    }

    @AfterEach
    void close() throws Exception {
        SwingUtilities.invokeAndWait(tray::close);
        desktop.close();
    }

    private static void await(String what, BooleanSupplier condition) {
        Screen.await(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    private static boolean windowIsOpen() {
        return Stream.of(Window.getWindows())
                .anyMatch(window -> "keytray.accounts".equals(window.getName()) && window.isShowing());
    }

    @Nested
    @Needs(DesktopPart.TRAY)
    class In_a_tray_of_x11 {
        private volatile boolean hasEnded;
        private final AtomicBoolean isShown = new AtomicBoolean();

        @BeforeEach
        void show() throws Exception {
            desktop.startTrayer();
            XTrayIconView.seek(System.getenv(), tray.themeManager(), EventQueue::invokeLater, new Events());
            await("an icon", tray.icon()::hasView);
        }

        @AfterEach
        void stay() {
            assertThat(hasEnded).as("a server that is gone").isFalse();
        }

        private String icon() {
            return desktop.window("--name", "^Keytray icon$");
        }

        private final class Events implements XTrayIconView.Listener {
            @Override
            public void docked(XTrayIconView view, boolean isThere) {
                if (isThere && !isShown.getAndSet(true)) tray.icon().setView(view);
            }

            @Override
            public void open() {
                tray.open();
            }

            @Override
            public void ended(XTrayIconView view, boolean isServerGone) {
                hasEnded = true;
            }
        }

        private JMenuItem item(String text) throws Exception {
            return Screen.await("the menu", () -> {
                MenuElement[] path = MenuSelectionManager.defaultManager().getSelectedPath();
                return List.of(path).stream()
                        .flatMap(element -> List.of(element.getSubElements()).stream())
                        .filter(element -> element instanceof JMenuItem item
                                && item.getText().equals(text))
                        .map(JMenuItem.class::cast)
                        .filter(JMenuItem::isShowing)
                        .findFirst();
            });
        }

        private boolean isArmed(String text) throws Exception {
            JMenuItem item = item(text);
            return TrayGallery.onEdt(item::isArmed);
        }

        @Test
        void should_open_the_window_by_a_click_and_a_menu_by_another() throws Exception {
            desktop.click(icon(), 1, 0);
            await("the window", () -> windowIsOpen());
            SwingUtilities.invokeAndWait(() -> tray.window().frame().setVisible(false));

            desktop.click(icon(), 3, 0);
            JMenuItem pause = item("Pause");
            desktop.shoot("menu");
            // A second click at the same place would do what the last entry says.
            int pointer = MouseInfo.getPointerInfo().getLocation().y;
            JMenuItem last = item("Quit");
            assertThat(TrayGallery.onEdt(() -> last.getLocationOnScreen().y + last.getHeight()))
                    .isLessThanOrEqualTo(pointer);
            screen.click(pause);
            await("a pause", scene.signIns::isPaused);
            desktop.shoot("paused");
        }

        @Test
        void should_have_its_menu_done_by_keys_and_closed_by_escape() throws Exception {
            desktop.click(icon(), 3, 0);
            item("Quit");
            desktop.press("Escape");
            await("no menu", () -> MenuSelectionManager.defaultManager().getSelectedPath().length == 0);
            assertThat(scene.quit).isFalse();
            desktop.click(icon(), 3, 0);
            item("Quit");
            for (int i = 0; i < 10 && !isArmed("Quit"); i++) desktop.press("Down");
            desktop.press("Return");
            await("the end", scene.quit::get);
        }

        @Test
        void should_say_how_it_is_where_the_pointer_rests() throws Exception {
            desktop.point(icon());
            await("a tooltip", () -> tooltip().isPresent());
            desktop.shoot("tooltip");
            desktop.pointAway();
            await("no tooltip", () -> tooltip().isEmpty());
        }

        private static Optional<Window> tooltip() {
            return Stream.of(Window.getWindows())
                    .filter(window -> "keytray.tooltip".equals(window.getName()) && window.isShowing())
                    .findFirst();
        }

        @Test
        void should_be_there_again_after_a_restart_of_the_tray() throws Exception {
            List<Throwable> thrown = new CopyOnWriteArrayList<>();
            Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
            Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> thrown.add(problem));
            try {
                icon();
                desktop.endLast();
                desktop.startTrayer();
                desktop.click(icon(), 1, 0);
                await("the window", () -> windowIsOpen());
                assertThat(thrown).isEmpty();
            } finally {
                Thread.setDefaultUncaughtExceptionHandler(before);
            }
        }
    }

    @Nested
    @Needs(DesktopPart.PANEL)
    class In_a_panel_that_asks_over_dbus {
        private static final String WATCHER = "org.kde.StatusNotifierWatcher";

        private volatile boolean there;
        private final ReconnectingBus bus = new ReconnectingBus("keytray-icon");
        private final StatusNotifier notifier =
                new StatusNotifier(bus, "Keytray", tray::open, tray::activateWith, here -> there = here);

        @BeforeEach
        void show() throws Exception {
            desktop.startPanel();
            SwingUtilities.invokeAndWait(
                    () -> tray.icon().setView(new StatusNotifierIconView(notifier, tray.themeManager())));
            await("an icon", tray.icon()::hasView);
            bus.connect();
            await("a panel that shows the icon", () -> there);
            // Another tray's, which a test has left running, would have the click.
            await("one icon in the panel", () -> icons() == 1);
        }

        private static long icons() {
            String items = DesktopFixture.run(
                    "dbus-send",
                    "--session",
                    "--print-reply",
                    "--dest=" + WATCHER,
                    "/StatusNotifierWatcher",
                    "org.freedesktop.DBus.Properties.Get",
                    "string:" + WATCHER,
                    "string:RegisteredStatusNotifierItems");
            return items.lines().filter(line -> line.contains("string \"")).count();
        }

        @AfterEach
        void hide() {
            bus.close();
        }

        /** The panel knows of an icon before it has a place for it. */
        private void click(int button) throws Exception {
            String panel = desktop.window("--class", "^xfce4-panel$");
            desktop.awaitPicture(panel, ICON_IN_PANEL);
            desktop.click(panel, button, ICON_IN_PANEL);
        }

        @Test
        void should_open_the_window_by_a_click_and_the_panels_own_menu_by_another() throws Exception {
            click(1);
            awaitWindow();
            SwingUtilities.invokeAndWait(() -> tray.window().frame().setVisible(false));
            click(3);
            desktop.shoot("panel-menu");
            desktop.press("Up", "Up", "Return");
            await("a pause", scene.signIns::isPaused);
            desktop.shoot("panel-paused");
        }

        @Test
        void should_be_there_again_after_a_restart_of_the_panel() throws Exception {
            desktop.endLast();
            await("no panel", () -> !there);
            desktop.startPanel();
            await("a panel that shows the icon", () -> there);
            click(1);
            awaitWindow();
        }

        /** Where none comes, the picture of the screen shows where the click went. */
        private void awaitWindow() throws Exception {
            try {
                await("the window", () -> windowIsOpen());
            } catch (AssertionError none) {
                desktop.shoot("panel-without-window");
                throw none;
            }
        }
    }

    @Nested
    @Needs(DesktopPart.NOTIFICATIONS)
    class In_a_notice {
        @Test
        void should_sign_in_again_by_a_click() throws Exception {
            desktop.clearNotices();
            try (DesktopNotifications notices =
                    new DesktopNotifications(() -> TrayPictures.read("keytray-48"), tray::activateWith, true)) {
                scene.signIns.addListener(new Announcer(
                        scene.signIns,
                        TrayFixture.words(),
                        new DesktopNotifier(notices),
                        tray::open,
                        tray::signInAgain));
                scene.signIns.ends(TrayFixture.ANA_AGAIN);
                String notice = desktop.window("--class", "^Dunst$");
                desktop.shoot("notice");
                desktop.click(notice, 2, 0);
                await("the browser", () -> scene.asked.contains("sign in ana.lima@acme.example"));
            }
        }
    }
}
