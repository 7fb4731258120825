/** Our own programs' windows: the only package that knows FlatLaf. */
@NullMarked
package io.github.keytray.tray;

import org.jspecify.annotations.NullMarked;
