/**
 * The nouns, the ports and the composition of Keytray: who signed in, with which token, how a token is asked for, and what
 * can fail. Nothing here depends on Swing, a keychain or HTTP.
 *
 * <p>A request flows one way: {@link io.github.keytray.TokenRequest} &rarr; {@link io.github.keytray.Grant} &rarr;
 * (store, refresh or browser) &rarr; {@link io.github.keytray.Token}. A {@link io.github.keytray.Grant} decorates
 * another:
 *
 * <pre>{@code
 * Grant browser = new AuthorizationCodeGrant(provider, client, page, Duration.ofMinutes(5), clock);  // asks the person
 * Grant refresh = new RefreshGrant(refresher, browser);                                  // asks the provider first
 * Grant silent = new AutoLoginGrant(store, widget, fetcher, refresh, clock);             // asks the keychain before both
 * }</pre>
 *
 * <p>The words, one for each idea:
 *
 * <pre>
 * provider           OpenID provider or authorization server, known by its issuer (OpenID Connect Core §1.2)
 * client             the application as registered at the provider (RFC 6749 §2)
 * account            one client at one issuer
 * user               a person as the provider knows them, by sub (OpenID Connect Core §2)
 * sign-in            a user signed in to an account, with a token
 * authorization      one run of the browser or device flow (RFC 6749 §4.1, RFC 8628 §3.1)
 * refresh            a new access token by the refresh token (RFC 6749 §6)
 * valid, expired     a token before and after its expiry (RFC 6749 §5.1)
 * silent             without the user; the opposite is interactive (OpenID Connect Core §3.1.2.1)
 * stored, unsaved    in the keychain; in memory only, because it was not saved
 * lock, login lease  held for a refresh or a save; held while a browser is open for the account
 * broker             hands tokens to applications on this machine; the tray runs it
 * </pre>
 */
@NullMarked
package io.github.keytray;

import org.jspecify.annotations.NullMarked;
