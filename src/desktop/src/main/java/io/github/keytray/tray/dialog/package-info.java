/**
 * The dialogs of the tray: add an account, sign out, accounts that are not to be asked about, messages. Each is modal to the
 * window that it is opened from and works by keyboard.
 */
@NullMarked
package io.github.keytray.tray.dialog;

import org.jspecify.annotations.NullMarked;
