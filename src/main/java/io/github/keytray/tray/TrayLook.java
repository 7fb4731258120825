package io.github.keytray.tray;

import java.util.List;

/** What the tray shows at one moment: an icon, what it says when pointed at, and a menu. */
record TrayLook(TrayState state, String tooltip, List<MenuEntry> menu) {}
