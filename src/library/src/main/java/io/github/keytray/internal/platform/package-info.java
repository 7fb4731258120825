/** The differences between operating systems. All other packages may use this one; it uses none of them. */
@NullMarked
package io.github.keytray.internal.platform;

import org.jspecify.annotations.NullMarked;
