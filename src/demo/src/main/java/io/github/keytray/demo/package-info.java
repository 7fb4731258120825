/**
 * The demonstration: an application as it may have been written in 2004, with sign-in added to it, and an OpenID
 * provider of its own. Without a display the same story is told on the terminal.
 */
@NullMarked
package io.github.keytray.demo;

import org.jspecify.annotations.NullMarked;
