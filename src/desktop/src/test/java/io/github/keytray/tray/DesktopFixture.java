package io.github.keytray.tray;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Screen;
import io.github.keytray.testing.XfcePanel;
import java.awt.AWTException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.SystemTray;
import java.awt.Toolkit;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** The parts of a desktop that show trays and notices, and a person's hands on them. Everything ends with it. */
final class DesktopFixture implements AutoCloseable {
    static final Path SHOTS = Path.of(System.getProperty("keytray.output"), "screenshots", "tray");

    private final Deque<Process> running = new ArrayDeque<>();

    /** A tray of X11, in the lower right corner. */
    void startTrayer() throws IOException {
        start("trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request", "--heighttype", "pixel");
        window("--name", "^panel$");
        Screen.await("a tray", () -> SystemTray.isSupported() ? Optional.of(true) : Optional.empty());
    }

    /** Has a daemon that shows nothing yet. The bus starts it where no other test has. */
    void clearNotices() {
        run("dunstctl", "close-all");
        Screen.await("no notice", () -> search("--class", "^Dunst$").isEmpty() ? Optional.of(true) : Optional.empty());
    }

    /** A panel that shows StatusNotifierItems, along the lower edge. */
    void startPanel() throws IOException {
        running.push(XfcePanel.start());
    }

    private void start(String... command) throws IOException {
        running.push(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start());
    }

    /** Ends what was started last. The screen may take a moment to notice. */
    void endLast() {
        running.pop().destroyForcibly().onExit().join();
        Screen.await("no tray", () -> SystemTray.isSupported() ? Optional.empty() : Optional.of(true));
    }

    /** The window with this name or class, as xdotool finds it. */
    String window(String by, String pattern) {
        return Screen.await(pattern, () -> search(by, pattern).lines().reduce((first, last) -> last));
    }

    private static String search(String by, String pattern) {
        return run("xdotool", "search", "--onlyvisible", by, pattern);
    }

    /** Clicks into the middle of a window, or so far from its left edge. */
    void click(String window, int button, int fromLeft) {
        String size = run("xdotool", "getwindowgeometry", "--shell", window);
        int x = fromLeft > 0 ? fromLeft : number(size, "WIDTH=") / 2;
        int y = number(size, "HEIGHT=") / 2;
        run("xdotool", "mousemove", "--window", window, "" + x, "" + y, "sleep", "0.2", "click", "" + button);
    }

    /** Rests the pointer in the middle of a window. */
    void point(String window) {
        String size = run("xdotool", "getwindowgeometry", "--shell", window);
        run(
                "xdotool",
                "mousemove",
                "--window",
                window,
                "" + number(size, "WIDTH=") / 2,
                "" + number(size, "HEIGHT=") / 2);
    }

    void pointAway() {
        run("xdotool", "mousemove", "1", "1");
    }

    /** Waits until something is drawn in a window that was of one colour, so far from its left edge. */
    void awaitPicture(String window, int fromLeft) throws AWTException {
        String place = run("xdotool", "getwindowgeometry", "--shell", window);
        int side = 2 * (fromLeft / 2);
        Rectangle around = new Rectangle(
                number(place, "X=") + fromLeft - side / 2,
                number(place, "Y=") + number(place, "HEIGHT=") / 2 - side / 2,
                side,
                side);
        Robot robot = new Robot();
        Screen.await("a picture", () -> {
            BufferedImage picture = robot.createScreenCapture(around);
            int[] pixels = picture.getRGB(0, 0, side, side, null, 0, side);
            return IntStream.of(pixels).distinct().count() > 2 ? Optional.of(true) : Optional.empty();
        });
    }

    private static int number(String shell, String name) {
        return shell.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> Integer.parseInt(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    void press(String... keys) {
        for (String key : keys) run("xdotool", "key", key);
    }

    /** The whole screen, for people. */
    void shoot(String name) throws Exception {
        Files.createDirectories(SHOTS);
        Robot robot = new Robot();
        robot.waitForIdle();
        robot.delay(400);
        Rectangle all = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
        ImageIO.write(
                robot.createScreenCapture(all),
                "png",
                SHOTS.resolve(name + ".png").toFile());
    }

    static String run(String... command) {
        try {
            return Programs.run(Duration.ofSeconds(20), List.of(command)).out();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        while (!running.isEmpty()) endLast();
    }
}
