package io.github.keytray.tray.x11;

import java.util.Optional;

/** The colours of the X11 system tray, by its own word (System Tray Protocol, {@code _NET_SYSTEM_TRAY_COLORS}). */
public final class SystemTrayColors {
    /** Red, green and blue of the text, each of 16 bits; those of errors, warnings and successes follow. */
    private static final int FOREGROUND = 3;

    private static final long MIDDLE = 0x8000;

    private SystemTrayColors() {}

    /** Whether its text is light, so that the panel is dark; empty where the tray does not say. Blocks for a moment. */
    public static Optional<Boolean> isDark() {
        try (XDisplay display = XDisplay.open().orElse(null)) {
            if (display == null) return Optional.empty();
            Integer tray = display.owner("_NET_SYSTEM_TRAY_S0").orElse(null);
            if (tray == null) return Optional.empty();
            long[] colors = display.numbers(tray, "_NET_SYSTEM_TRAY_COLORS");
            return colors.length < FOREGROUND
                    ? Optional.empty()
                    : Optional.of((299 * colors[0] + 587 * colors[1] + 114 * colors[2]) / 1000 >= MIDDLE);
        }
    }
}
