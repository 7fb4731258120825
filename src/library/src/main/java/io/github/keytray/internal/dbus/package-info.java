/**
 * As much of the D-Bus protocol (D-Bus Specification 0.43) as calling a keychain and showing the tray take: messages, the
 * authentication {@code EXTERNAL}, and a connection for one thread, or for one that reads while others write in turn. A whole library would take
 * longer to load than the keychain takes to answer.
 */
@NullMarked
package io.github.keytray.internal.dbus;

import org.jspecify.annotations.NullMarked;
