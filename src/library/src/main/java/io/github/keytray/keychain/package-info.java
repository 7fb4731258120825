/**
 * The operating system's keychain, and the sign-ins kept in it. The only package that knows java-keyring.
 *
 * <p>{@link io.github.keytray.keychain.KeychainUserStore} keeps the default user of one account;
 * {@link io.github.keytray.keychain.AccountIndex} remembers which accounts there are, because no keychain can be
 * asked. Both work on entries of a {@link io.github.keytray.keychain.Keychain}, which is careful for them: one thread
 * owns java-keyring, every call has a deadline, and every write is read back, because a keychain loses writes in
 * silence.
 *
 * <pre>
 * KeychainUserStore, AccountIndex  what is stored: sign-ins in envelopes, under a lock per account
 *   Keychain, KeychainExecutor       one thread, deadlines, a new thread for one that hangs
 *     VerifyingBackend                 opens late, backs off, reads back, tries once more
 *       JavaKeyringBackend               java-keyring, and what its errors mean
 *         SecretService, KWallet           Linux: present and unlocked, before java-keyring waits for it in vain
 * </pre>
 */
@NullMarked
package io.github.keytray.keychain;

import org.jspecify.annotations.NullMarked;
