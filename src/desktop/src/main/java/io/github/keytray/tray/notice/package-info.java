/**
 * Desktop notifications: when a sign-in needs the person, once for each cause, and a notification that is shown only once in
 * the life of an installation.
 */
@NullMarked
package io.github.keytray.tray.notice;

import org.jspecify.annotations.NullMarked;
