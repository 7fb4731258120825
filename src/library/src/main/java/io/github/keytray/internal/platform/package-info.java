/** What differs between operating systems, for every other room to ask. It knows none of them. */
@NullMarked
package io.github.keytray.internal.platform;

import org.jspecify.annotations.NullMarked;
