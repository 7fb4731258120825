/** How the tray is started: with the session, by its own command, and once. */
@NullMarked
package io.github.keytray.tray.autostart;

import org.jspecify.annotations.NullMarked;
