/**
 * As much of the D-Bus protocol (D-Bus Specification 0.43) as calling a keychain takes, and as the tray's icon stands on:
 * messages, the authentication {@code EXTERNAL}, and one connection that is used by one thread. A whole library would take
 * longer to load than the keychain takes to answer.
 */
@NullMarked
package io.github.keytray.internal.dbus;

import org.jspecify.annotations.NullMarked;
