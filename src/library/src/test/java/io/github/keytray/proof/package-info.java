/** Long proofs, run whole by hand and with small numbers among the integration tests. */
@NullMarked
package io.github.keytray.proof;

import org.jspecify.annotations.NullMarked;
