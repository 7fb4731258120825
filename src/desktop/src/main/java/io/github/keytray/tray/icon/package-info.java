/**
 * The icon in the panel and its menu. {@link io.github.keytray.tray.icon.TrayIconModel} says what to show; each {@link
 * io.github.keytray.tray.icon.TrayIconView} shows it in one kind of tray: over D-Bus (StatusNotifierItem), in a tray
 * of X11, or by {@link java.awt.SystemTray} on Windows and macOS.
 */
@NullMarked
package io.github.keytray.tray.icon;

import org.jspecify.annotations.NullMarked;
