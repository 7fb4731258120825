package io.github.keytray.tray;

import javax.swing.Icon;

/**
 * What people know a provider by.
 *
 * @param name what they call it
 */
record ProviderLook(String name, Icon icon) {}
