package io.github.keytray.tray.text;

import java.util.Locale;

/** What the icon in the tray says, by its shape and by its colour. */
public enum TrayState {
    READY,
    ATTENTION,
    OFFLINE,
    PAUSED;

    /** The name of its picture. */
    public String picture() {
        return "tray-" + name().toLowerCase(Locale.ROOT);
    }
}
