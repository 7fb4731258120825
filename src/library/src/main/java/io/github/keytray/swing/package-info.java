/**
 * What a person meets: the sign-in dialog, the save prompt, their browser. Swing only, in the host's own look and feel,
 * fonts and locale; nothing of the host is changed. Start with {@link io.github.keytray.swing.SwingSignIn}.
 */
@NullMarked
package io.github.keytray.swing;

import org.jspecify.annotations.NullMarked;
