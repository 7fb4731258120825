/** JSON (RFC 8259) as Keytray itself has written it, read without a library: on the way of every start, one would take longer to load. */
@NullMarked
package io.github.keytray.internal.json;

import org.jspecify.annotations.NullMarked;
