package io.github.keytray.cli;

import io.github.keytray.tray.x11.DisplayName;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Toolkit;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether windows can be shown. AWT ends with an {@code Error} at its first touch where it cannot, and with others at each
 * later one, so it is asked here first; what is already known not to work has Java run headless.
 */
final class Display {
    private static final int PATIENCE_MILLIS = 2_000;

    private final Map<String, String> environment;
    private final boolean linux;
    private final Path java;
    private boolean isSought;
    private boolean isTried;
    private @Nullable String problem;
    private @Nullable String windowProblem;

    Display(Map<String, String> environment, boolean linux) {
        this(environment, linux, Path.of(System.getProperty("java.home", "")));
    }

    /** @param java the folder of the Java that runs */
    Display(Map<String, String> environment, boolean linux, Path java) {
        this.environment = environment;
        this.linux = linux;
        this.java = java;
    }

    /** Why there is no display, in a sentence; empty where one answers. Does not load AWT. */
    synchronized Optional<String> problem() {
        if (!isSought) {
            isSought = true;
            problem = linux ? find() : null;
            if (problem != null) System.setProperty("java.awt.headless", "true");
        }
        return Optional.ofNullable(problem);
    }

    /** Why no window can be shown, in a sentence; empty where AWT and its fonts work. */
    synchronized Optional<String> windowProblem() {
        if (!isTried) {
            isTried = true;
            windowProblem = problem().or(Display::ofAwt).orElse(null);
        }
        return Optional.ofNullable(windowProblem);
    }

    /** Whether a display was expected: where DISPLAY is not set, no window is expected. */
    boolean isNamed() {
        return !name().isEmpty();
    }

    private String name() {
        return environment.getOrDefault("DISPLAY", "");
    }

    private @Nullable String find() {
        if (name().isEmpty()) return "There is no display here (DISPLAY is not set).";
        if (!Files.exists(java.resolve("lib/libawt_xawt.so"))) {
            return "This Java is a headless one, which cannot show windows. Install the full package of Java.";
        }
        DisplayName display = DisplayName.of(name()).orElse(null);
        if (display == null || answers(display)) return null;
        return "The display that DISPLAY names (" + name()
                + ") does not answer. Set DISPLAY to the one of your session," + " or unset it.";
    }

    private static boolean answers(DisplayName display) {
        if (display.isLocal()) return listens(Path.of(display.socket())) || isAbstract(display.socket());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(display.host(), display.port()), PATIENCE_MILLIS);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean listens(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException | UnsupportedOperationException gone) {
            return false;
        }
    }

    /** Xlib tries the name that is no file, too, which Java cannot connect to. */
    private static boolean isAbstract(String socket) {
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net/unix"), StandardCharsets.ISO_8859_1)) {
            return sockets.anyMatch(line -> line.endsWith("@" + socket));
        } catch (IOException unknown) {
            return true;
        }
    }

    private static Optional<String> ofAwt() {
        try {
            if (GraphicsEnvironment.isHeadless()) return Optional.of("This Java was started without a display.");
            Toolkit.getDefaultToolkit();
            GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
        } catch (RuntimeException | Error refused) {
            return Optional.of("The display does not let Keytray show a window ("
                    + refused.getClass().getSimpleName() + "). Make sure that it is your own session's.");
        }
        try {
            new Font(Font.DIALOG, Font.PLAIN, 12).getStringBounds("Keytray", new FontRenderContext(null, false, false));
            return Optional.empty();
        } catch (RuntimeException | Error noFonts) {
            return Optional.of("Java finds no fonts, so no window can be shown."
                    + " Install fontconfig and a font, such as DejaVu.");
        }
    }
}
