/**
 * An OpenID provider on the loopback interface, for tests and for the demonstration: discovery, authorization code with
 * PKCE, a real sign-in page, rotating refresh tokens, userinfo, revocation. It can be told to misbehave, and it counts
 * its requests. A {@link io.github.keytray.testkit.StandInUser} takes the place of the user at the browser.
 *
 * <p>For development only: passwords and tokens are stored in plain text.
 */
@NullMarked
package io.github.keytray.testkit;

import org.jspecify.annotations.NullMarked;
