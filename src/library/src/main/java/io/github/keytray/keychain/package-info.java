/**
 * The operating system's keychain, and the sign-ins stored in it. The only package that knows java-keyring.
 *
 * <p>On Linux the Secret Service and KWallet are called here and not by java-keyring, because it does not show the
 * prompts of KeePassXC, unlocks no item, knows only one version of KWallet by name and closes the wrong handle of it.
 *
 * <p>{@link io.github.keytray.keychain.KeychainUserStore} stores the users of one account; {@link
 * io.github.keytray.keychain.Keychain#indexedUsers()} lists those of all accounts, because a keychain cannot list them. Both work on
 * entries of a {@link io.github.keytray.keychain.Keychain}: one thread owns the keychain, every call has a deadline,
 * and every write is read back, because a keychain can lose a write without an error.
 *
 * <pre>
 * KeychainUserStore, AccountIndex  what is stored: sign-ins in envelopes, under a lock per account
 *   Keychain, KeychainExecutor       one thread, deadlines, a new thread for one that hangs
 *     VerifyingBackend                 opens late, backs off, reads back, tries once more
 *       JavaKeyringBackend               Windows and macOS: java-keyring, and what its errors mean
 *       Desktop, SwitchedBackend         Linux: which keychain is the person's, and which it was before
 *         SecretServiceBackend             GNOME Keyring, KeePassXC: items, sessions and prompts of the Secret Service
 *         KWalletBackend                   KWallet, by its own interface
 * </pre>
 */
@NullMarked
package io.github.keytray.keychain;

import org.jspecify.annotations.NullMarked;
