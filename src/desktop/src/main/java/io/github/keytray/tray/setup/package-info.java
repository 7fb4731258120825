/** What administrators, and the person, have set up in files: providers, and what is not for the person to change. */
@NullMarked
package io.github.keytray.tray.setup;

import org.jspecify.annotations.NullMarked;
