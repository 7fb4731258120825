/** The whole path on real parts: Keycloak, Chromium, gnome-keyring and the packaged command. */
@NullMarked
package io.github.keytray.keycloak;

import org.jspecify.annotations.NullMarked;
