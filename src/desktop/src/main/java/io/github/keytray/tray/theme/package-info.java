/**
 * The look of the tray's windows, light or dark as the desktop is, and the pictures and small components that they share. The
 * look and feel is installed when the first window is needed, because it costs memory.
 */
@NullMarked
package io.github.keytray.tray.theme;

import org.jspecify.annotations.NullMarked;
