/**
 * Keeps every sign-in of this machine fresh before anybody asks, and never asks the person. No Swing: {@link
 * io.github.keytray.preauth.SignIns} is what a face shows and what it can have done.
 *
 * <pre>
 * SignIns                    the list, the state of each, what can be done about it, and the journal
 *   PreAuthenticator         looks at the list every minute, and renews what is due
 *     ManagedSignIn                one sign-in: its token, its state, when it is due
 *       RefreshTiming            ahead of the end and spread out; after a failure, slower
 *     Lanes                    so much at once at each provider, so that one that is deaf delays no other
 *     RefreshTask                  what is done when it is due
 *     SignInStore                  where sign-ins are kept and how one is renewed
 *       CurrentClient        renews as the application would
 * </pre>
 */
@NullMarked
package io.github.keytray.preauth;

import org.jspecify.annotations.NullMarked;
