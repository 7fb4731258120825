/** Proofs that an application holds the key to which its tokens are bound (DPoP, RFC 9449). */
@NullMarked
package io.github.keytray.internal.dpop;

import org.jspecify.annotations.NullMarked;
