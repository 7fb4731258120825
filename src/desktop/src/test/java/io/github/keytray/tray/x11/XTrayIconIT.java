package io.github.keytray.tray.x11;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In a real tray, on X servers of its own. */
@Needs({DesktopPart.DISPLAY, DesktopPart.TRAY})
@Timeout(120)
class XTrayIconIT {
    private static final int SIZE = 16;

    private final XServerFixture server;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final List<Integer> clicks = new CopyOnWriteArrayList<>();
    private @Nullable XTrayIcon icon;

    XTrayIconIT(@TempDir Path directory) {
        server = new XServerFixture(directory);
    }

    @AfterEach
    void end() throws Exception {
        if (icon != null) icon.close();
        server.close();
    }

    private XTrayIcon show() {
        XTrayIcon shown = XTrayIcon.of(server.environment(), "An icon", new Hearing(), 1, 1);
        icon = shown;
        shown.start();
        return shown;
    }

    private void awaitWord(String expected) throws InterruptedException {
        for (String word = ""; !word.equals(expected); ) {
            word = heard.poll(30, TimeUnit.SECONDS);
            assertThat(word).as(expected).isNotNull();
        }
    }

    private int awaitIcon() {
        return server.awaitWindow("An icon");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 16})
    void should_be_drawn_on_what_is_behind_it(int depth) throws Exception {
        server.startServer(depth);
        server.start("trayer");
        show();
        awaitWord("docked");
        int window = awaitIcon();
        // The picture's opaque colour, the colour that it is half of, and the tray's own.
        Screen.await(
                "three colours",
                () -> Optional.of(server.colours(window, depth == 16 ? 2 : 4, SIZE))
                        .filter(colours -> colours.size() == 3));
    }

    @Test
    void should_be_drawn_in_a_tray_with_less_room() throws Exception {
        server.startServer(24);
        server.start("trayer", "--heighttype", "pixel", "--height", "14");
        show();
        int window = awaitIcon();
        Screen.await(
                "three colours",
                () -> Optional.of(server.colours(window, 4, 10)).filter(colours -> colours.size() == 3));
    }

    /** As a tray does whose place for icons is taken out of its panel for a while. */
    @Test
    void should_ask_a_tray_once_more_that_gave_the_icon_back() throws Exception {
        server.startServer(24);
        server.start("trayer");
        show();
        int window = awaitIcon();
        awaitWord("docked");
        try (XDisplay display = XDisplay.open(server.environment()).orElseThrow()) {
            display.send(XConnection.request(7, 0, 12)
                    .putInt(window)
                    .putInt(display.root())
                    .putInt(0));
            awaitWord("docked");
        }
    }

    /** Nothing mixes the windows here: what is to be mixed is seen as it is. */
    @Test
    void should_be_transparent_where_its_tray_can_be() throws Exception {
        server.startServer(24);
        server.start("trayer");
        try (XDisplay display = XDisplay.open(server.environment()).orElseThrow()) {
            int tray = Screen.await("a tray", () -> display.owner("_NET_SYSTEM_TRAY_S0"));
            XVisual alpha = display.connection().setup().visuals().stream()
                    .filter(XVisual::hasAlpha)
                    .findFirst()
                    .orElseThrow();
            display.setNumbers(tray, "_NET_SYSTEM_TRAY_VISUAL", "VISUALID", alpha.id());
            show();
            awaitWord("picture for null");
            int window = awaitIcon();
            Screen.await(
                    "three colours",
                    () -> Optional.of(server.colours(window, 4, SIZE))
                            .filter(Set.of(0, 127 << 24 | 0x77 << 16, 254 << 24 | 0xef << 16)::equals));
        }
    }

    @Test
    void should_go_into_a_tray_that_comes_later_and_into_the_next() throws Exception {
        server.startServer(24);
        XTrayIcon shown = show();
        awaitWord("no tray");
        Process tray = server.start("trayer");
        awaitWord("docked");
        tray.destroyForcibly().waitFor();
        Screen.await("no icon", () -> isGone() ? Optional.of(true) : Optional.empty());
        server.start("trayer");
        awaitWord("docked");
        shown.close();
        Screen.await("no icon", () -> isGone() && shown.hasEnded() ? Optional.of(true) : Optional.empty());
    }

    private boolean isGone() {
        return server.find("An icon").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0x000000,true", "0xe0e0e0,false"})
    void should_see_the_colour_of_a_tray_that_says_none(String colour, boolean dark) throws Exception {
        server.startServer(24);
        server.start("trayer", "--transparent", "true", "--alpha", "0", "--tint", colour);
        show();
        awaitWord("picture for " + dark);
    }

    @Test
    void should_know_the_colour_that_its_tray_says() throws Exception {
        server.startServer(24);
        server.start("trayer");
        show();
        awaitWord("picture for false");
        try (XDisplay display = XDisplay.open(server.environment()).orElseThrow()) {
            int tray = display.owner("_NET_SYSTEM_TRAY_S0").orElseThrow();
            display.setNumbers(tray, "_NET_SYSTEM_TRAY_COLORS", "CARDINAL", 0xffff, 0xffff, 0xffff);
            awaitWord("picture for true");
            display.setNumbers(tray, "_NET_SYSTEM_TRAY_COLORS", "CARDINAL", 0, 0, 0);
            awaitWord("picture for false");
        }
    }

    @Test
    void should_tell_of_clicks_and_of_a_pointer_that_rests() throws Exception {
        server.startServer(24);
        server.start("trayer");
        show();
        awaitWord("docked");
        String window = "" + awaitIcon();
        server.xdotool("mousemove", "--window", window, "8", "8");
        awaitWord("rests");
        server.xdotool("click", "3");
        awaitWord("rests no more");
        awaitWord("clicked 3");
        server.xdotool("mousemove", "1", "1");
        server.xdotool("mousemove", "--window", window, "8", "8");
        awaitWord("rests");
        server.xdotool("mousemove", "1", "1");
        awaitWord("rests no more");
        server.xdotool("mousemove", "--window", window, "8", "8", "click", "1");
        awaitWord("clicked 1");
        server.xdotool(
                "mousemove", "--window", window, "8", "8", "mousedown", "1", "mousemove", "1", "1", "mouseup", "1");
        server.xdotool("mousemove", "--window", window, "8", "8", "click", "2");
        awaitWord("clicked 2");
        assertThat(clicks).as("none that ended elsewhere").containsExactly(3, 1, 2);
    }

    @Test
    void should_be_lost_with_a_server_that_does_not_come_back() throws Exception {
        Process gone = server.startServer(24);
        server.start("trayer");
        XTrayIcon shown = show();
        awaitWord("docked");
        gone.destroyForcibly().waitFor();
        awaitWord("lost");
        Screen.await("its end", () -> shown.hasEnded() ? Optional.of(true) : Optional.empty());
    }

    @Test
    void should_end_without_a_server() throws Exception {
        server.environment().put("DISPLAY", ":9999");
        XTrayIcon shown = show();
        awaitWord("no tray");
        awaitWord("ended");
        Screen.await("its end", () -> shown.hasEnded() ? Optional.of(true) : Optional.empty());
        assertThat(heard).isEmpty();
    }

    private final class Hearing implements XTrayIcon.Listener {
        @Override
        public XPicture picture(int place, @Nullable Boolean dark) {
            heard.add("picture for " + dark);
            byte[] argb = new byte[4 * SIZE * SIZE];
            for (int i = 0; i < SIZE * SIZE; i++) {
                argb[4 * i] = (byte) (i % 3 * 127);
                argb[4 * i + 1] = (byte) 0xf0;
            }
            return new XPicture(SIZE, argb, true);
        }

        @Override
        public void docked(boolean isThere) {
            heard.add(isThere ? "docked" : "no tray");
        }

        @Override
        public void clicked(int button, int x, int y) {
            clicks.add(button);
            heard.add("clicked " + button);
        }

        @Override
        public void pointed(boolean rests, int x, int y) {
            heard.add(rests ? "rests" : "rests no more");
        }

        @Override
        public void ended(boolean isServerGone) {
            heard.add(isServerGone ? "lost" : "ended");
        }
    }
}
