package io.github.keytray.testing;

import java.awt.AWTException;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.SwingUtilities;

/** A person's eyes and hands: finds real windows, clicks real pixels, presses real keys. */
public final class Screen {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Robot robot;

    public Screen() throws AWTException {
        robot = new Robot();
        robot.setAutoDelay(20);
    }

    /** The dialog with this title, once it is on the screen and has the focus. */
    public Dialog dialog(String title) {
        return dialog("dialog " + title, dialog -> title.equals(dialog.getTitle()));
    }

    /** The dialog that has the focus, once there is one. */
    public Dialog dialog() {
        return dialog("dialog", dialog -> true);
    }

    /** The dialog that fits, once it is on the screen and has the focus. */
    public Dialog dialog(String what, Predicate<Dialog> fits) {
        return await(
                what,
                () -> Stream.of(Window.getWindows())
                        .filter(Dialog.class::isInstance)
                        .map(Dialog.class::cast)
                        .filter(dialog -> dialog.isShowing() && dialog.isFocused() && fits.test(dialog))
                        .findFirst());
    }

    /** Waits until no dialog is on the screen. */
    public void empty() {
        await(
                "no dialog",
                () -> Stream.of(Window.getWindows()).anyMatch(w -> w instanceof Dialog && w.isShowing())
                        ? Optional.empty()
                        : Optional.of(true));
    }

    /** The component of a window that fits, once it is showing. */
    public static <T extends Component> T find(Container window, Class<T> type, Predicate<T> fits) {
        return await(
                type.getSimpleName(),
                () -> all(window)
                        .filter(type::isInstance)
                        .map(type::cast)
                        .filter(component -> component.isShowing() && fits.test(component))
                        .findFirst());
    }

    /** Clicks the button with this text. */
    public void click(Container window, String text) {
        click(find(window, AbstractButton.class, button -> text.equals(button.getText())));
    }

    public void click(Component component) {
        Rectangle place = place(component);
        robot.mouseMove((int) place.getCenterX(), (int) place.getCenterY());
        click();
    }

    /** Clicks twice at a place in the component. */
    public void doubleClick(Component component, int x, int y) {
        Rectangle place = place(component);
        robot.mouseMove(place.x + x, place.y + y);
        click();
        click();
    }

    /** Takes the pointer off every window, where it lights up what is below it. */
    public void moveAway() {
        robot.mouseMove(0, 0);
    }

    /** Where a component is on the screen. A text that has just changed moves it in an event of its own, which is over then. */
    private static Rectangle place(Component component) {
        Rectangle place = new Rectangle();
        try {
            SwingUtilities.invokeAndWait(
                    () -> place.setBounds(new Rectangle(component.getLocationOnScreen(), component.getSize())));
        } catch (InterruptedException | InvocationTargetException e) {
            throw new AssertionError(e);
        }
        return place;
    }

    private void click() {
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    }

    /** Presses keys together, by their codes in {@link java.awt.event.KeyEvent}. */
    public void press(int... keys) {
        for (int key : keys) robot.keyPress(key);
        for (int i = keys.length - 1; i >= 0; i--) robot.keyRelease(keys[i]);
    }

    /** A picture of a window as it is on the screen, in its real pixels. */
    public BufferedImage picture(Window window) {
        robot.waitForIdle();
        var images =
                robot.createMultiResolutionScreenCapture(window.getBounds()).getResolutionVariants();
        return (BufferedImage) images.get(images.size() - 1);
    }

    /** A picture of a window, for people. */
    public void shoot(Window window, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(picture(window), "png", file.toFile());
    }

    /** Every component below a container. */
    public static Stream<Component> all(Container container) {
        return Stream.of(container.getComponents())
                .flatMap(child -> Stream.concat(
                        Stream.of(child), child instanceof Container inner ? all(inner) : Stream.empty()));
    }

    /** Waits for something to be there. */
    public static <T> T await(String what, Supplier<Optional<T>> there) {
        if (SwingUtilities.isEventDispatchThread()) throw new AssertionError("Hands are not on the dispatch thread");
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            Optional<T> found = there.get();
            if (found.isPresent()) return found.get();
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("Not there: " + what);
    }
}
