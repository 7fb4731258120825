/**
 * What is asked of an X server and its desktop that AWT does not ask (Extended Window Manager Hints), and the icon in a tray of X11
 * (System Tray Protocol, XEmbed Protocol), without AWT. It knows nothing of sign-ins. Where there is no X server of this machine,
 * questions have no answer and requests do nothing.
 */
@NullMarked
package io.github.keytray.tray.x11;

import org.jspecify.annotations.NullMarked;
