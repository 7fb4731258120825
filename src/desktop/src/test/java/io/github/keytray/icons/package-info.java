/** Draws the icons. */
@NullMarked
package io.github.keytray.icons;

import org.jspecify.annotations.NullMarked;
