/**
 * What the tray says of sign-ins, in the person's language: one sentence for each state, and the worst state of all for the
 * icon. Pure functions of {@link io.github.keytray.preauth.StoredSignIn}; no components.
 */
@NullMarked
package io.github.keytray.tray.text;

import org.jspecify.annotations.NullMarked;
