/**
 * The tray utility: an icon with a menu, a window, and notifications for the sign-ins of this machine.
 *
 * <p>{@link io.github.keytray.tray.TrayController} is the controller: it knows what a person can start, and acts on {@link
 * io.github.keytray.preauth.SignIns}. {@link io.github.keytray.tray.TrayUi} builds the views when they are first needed and
 * shows in them what has changed. Imports between the packages point downwards only:
 *
 * <pre>
 * tray            controller and user interface; the sign-in flow through the browser
 *   tray.window     the window: list, details, menus
 *   tray.dialog     dialogs: add an account, sign out, messages
 *   tray.icon       the icon and its menu, in a StatusNotifierItem panel, a tray of X11, or a system tray of AWT
 *   tray.notice     desktop notifications
 *     tray.theme      look and feel, pictures, small components; the only user of FlatLaf beside the window
 *       tray.text       the state of sign-ins in the person's language
 * tray.dbus       StatusNotifierItem, DBusMenu, notifications, portal; knows internal.dbus alone
 * tray.x11        the X server: the icon in its tray, the window manager; without AWT
 * tray.setup      what administrators' files say
 * tray.autostart  start at login, and one instance at a time
 * </pre>
 */
@NullMarked
package io.github.keytray.tray;

import org.jspecify.annotations.NullMarked;
