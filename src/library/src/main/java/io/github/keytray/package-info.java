/**
 * The nouns, the ports and the composition of Keytray: who signed in, with what, how a token is asked for, and what
 * can go wrong. Nothing here knows of Swing, of a keychain or of HTTP.
 *
 * <p>A request flows one way: {@link io.github.keytray.TokenRequest} &rarr; {@link io.github.keytray.Grant} &rarr;
 * (store, refresh or browser) &rarr; {@link io.github.keytray.Token}. A {@link io.github.keytray.Grant} decorates
 * another:
 *
 * <pre>{@code
 * Grant browser = ...;                                     // asks the person
 * Grant refresh = new RefreshGrant(refresher, browser);    // asks the provider first
 * Grant silent  = AutoLoginGrant.builder()...build();      // asks the keychain before both
 * }</pre>
 */
@NullMarked
package io.github.keytray;

import org.jspecify.annotations.NullMarked;
