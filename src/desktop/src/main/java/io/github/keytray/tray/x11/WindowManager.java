package io.github.keytray.tray.x11;

import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The window manager of the X server, and what is asked of it. */
public final class WindowManager {
    private static final String NON_REPARENTING = "_JAVA_AWT_WM_NONREPARENTING";
    /** Desktops whose window managers put a window into a frame of their own, as AWT expects. */
    private static final Set<String> DESKTOPS = Set.of(
            "GNOME",
            "KDE",
            "MATE",
            "XFCE",
            "X-Cinnamon",
            "Cinnamon",
            "LXQt",
            "LXDE",
            "Unity",
            "Pantheon",
            "Budgie",
            "Deepin",
            "DDE",
            "UKUI",
            "Enlightenment");
    /** The window managers that do. */
    private static final List<String> REPARENTING = List.of(
            "kwin",
            "mutter",
            "gnome shell",
            "metacity",
            "marco",
            "muffin",
            "xfwm",
            "openbox",
            "compiz",
            "fluxbox",
            "blackbox",
            "icewm",
            "fvwm",
            "enlightenment",
            "e16",
            "jwm",
            "i3",
            "window maker",
            "afterstep",
            "sawfish",
            "twm",
            "mwm",
            "pekwm",
            "gala",
            "deepin",
            "ukwm");
    /** The request comes from a program that acts for the person, as a pager does. */
    private static final long BY_THE_PERSON = 2;

    private static final String TIME = "_TIME";

    private WindowManager() {}

    /**
     * Tells AWT of a window manager that does not reparent, on which its windows otherwise stay blank (wlroots). To be called
     * before the first window; blocks for a moment, where the desktop is not one that is known.
     */
    public static void prepare(Map<String, String> environment) {
        if (environment.containsKey(NON_REPARENTING)
                || environment.getOrDefault("DISPLAY", "").isEmpty()) return;
        List<String> desktop =
                List.of(environment.getOrDefault("XDG_CURRENT_DESKTOP", "").split(":", -1));
        if (desktop.stream().anyMatch(DESKTOPS::contains)) return;
        try {
            if (name().filter(WindowManager::isUnknown).isPresent()) setVariable(NON_REPARENTING, "1");
        } catch (LinkageError noLibrary) {
            // AWT goes by what it finds.
        }
    }

    /** AWT reads the C library's variables, which Java cannot set. */
    private static void setVariable(String name, String value) {
        int unused = NativeLibrary.getProcess().getFunction("setenv").invokeInt(new Object[] {name, value, 1});
    }

    static boolean isUnknown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return REPARENTING.stream().noneMatch(lower::contains);
    }

    /** Its name; empty where there is none, or it does not say. */
    static Optional<String> name() {
        try (XDisplay display = XDisplay.open().orElse(null)) {
            if (display == null) return Optional.empty();
            long[] check = display.numbers(display.root(), "_NET_SUPPORTING_WM_CHECK");
            return check.length == 0 ? Optional.empty() : display.text((int) check[0], "_NET_WM_NAME");
        }
    }

    /**
     * Asks for a window of this process to be brought to the front and given the keyboard, because the person asked for it.
     * Blocks for a moment.
     *
     * @param title the window's
     * @param token what the desktop gave with the click that asks for the window, or null
     * @return whether there is such a window
     */
    public static boolean activate(String title, @Nullable String token) {
        try (XDisplay display = XDisplay.open().orElse(null)) {
            if (display == null) return false;
            OptionalLong found = LongStream.of(display.numbers(display.root(), "_NET_CLIENT_LIST"))
                    .filter(id -> isOurs(display, (int) id, title))
                    .findFirst();
            if (found.isEmpty()) return false;
            int window = (int) found.getAsLong();
            if (token != null) display.setText(window, "_NET_STARTUP_ID", token);
            display.send(window, "_NET_ACTIVE_WINDOW", BY_THE_PERSON, time(token), 0);
            // The mouse pointer of the desktop says until then that the program is being started.
            if (token != null) display.broadcast("_NET_STARTUP_INFO", "remove: ID=" + quoted(token));
            return true;
        }
    }

    /** Has the desktop know the windows of this process by the program's name: AWT has that of a class. Blocks for a moment. */
    public static void name(String instance, String name) {
        try (XDisplay display = XDisplay.open().orElse(null)) {
            if (display == null) return;
            for (long id : display.numbers(display.root(), "_NET_CLIENT_LIST")) {
                if (isOurs(display, (int) id)) display.setClass((int) id, instance, name);
            }
        }
    }

    private static boolean isOurs(XDisplay display, int window) {
        long[] process = display.numbers(window, "_NET_WM_PID");
        return process.length == 1 && process[0] == ProcessHandle.current().pid();
    }

    private static boolean isOurs(XDisplay display, int window, String title) {
        return isOurs(display, window)
                && display.text(window, "_NET_WM_NAME").filter(title::equals).isPresent();
    }

    private static String quoted(String value) {
        return '"' + value.replaceAll("[\"\\\\]", "\\\\$0") + '"';
    }

    /** When the click was, in the X server's time, as tokens of X11 tell it; 0 for now. */
    private static long time(@Nullable String token) {
        int at = token == null ? -1 : token.lastIndexOf(TIME);
        if (token == null || at < 0) return 0;
        try {
            return Math.max(0, Long.parseLong(token.substring(at + TIME.length())));
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
