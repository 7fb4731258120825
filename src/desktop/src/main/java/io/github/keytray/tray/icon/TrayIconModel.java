package io.github.keytray.tray.icon;

import io.github.keytray.tray.text.TrayState;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the tray shows at one moment: an icon, and what it says when pointed at.
 *
 * @param menu makes the menu as it is when that is opened, for any thread; a panel that draws it asks at once
 */
public record TrayIconModel(TrayState state, String tooltip, Supplier<List<MenuEntry>> menu) {}
