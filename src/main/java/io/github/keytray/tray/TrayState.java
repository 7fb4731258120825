package io.github.keytray.tray;

import java.util.Locale;

/** What the icon in the tray says, by its shape and by its colour. */
enum TrayState {
    READY,
    ATTENTION,
    OFFLINE,
    PAUSED;

    /** The name of its picture. */
    String picture() {
        return "tray-" + name().toLowerCase(Locale.ROOT);
    }
}
