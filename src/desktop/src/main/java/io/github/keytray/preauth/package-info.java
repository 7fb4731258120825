/**
 * Pre-authentication: keeps every sign-in of this machine valid before an application asks, and never asks the person.
 * No Swing: {@link io.github.keytray.preauth.SignIns} is the interface for user interfaces.
 *
 * <pre>
 * SignIns                the list, the state of each sign-in, the actions on it, and the journal
 *   PreAuthenticator       looks at the list every minute, and refreshes what is due
 *     ManagedSignIn          one sign-in: its token, its state, when it is due
 *       RefreshTiming          ahead of expiry and spread out; slower after a failure
 *     ProviderQueues         so many at once at each provider, so that a deaf one delays no other
 *     RefreshTask            what is done when it is due
 *     SignInStore            where sign-ins are stored and how one is refreshed
 *       CurrentClient          refreshes as the application would
 * </pre>
 */
@NullMarked
package io.github.keytray.preauth;

import org.jspecify.annotations.NullMarked;
