/**
 * What window managers and trays of X11 say and take that AWT does not ask them (Extended Window Manager Hints). It knows
 * nothing of sign-ins. Where there is no X server of this machine, nothing is said and nothing happens.
 */
@NullMarked
package io.github.keytray.tray.x11;

import org.jspecify.annotations.NullMarked;
