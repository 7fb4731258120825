/**
 * The window of the tray: the list of sign-ins, the details of the selected one, and the actions on it. It shows what it is
 * given and starts what a person asks for by {@link io.github.keytray.tray.window.WindowActions}; it changes no sign-in itself.
 */
@NullMarked
package io.github.keytray.tray.window;

import org.jspecify.annotations.NullMarked;
