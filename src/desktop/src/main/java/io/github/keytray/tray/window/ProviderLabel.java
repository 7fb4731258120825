package io.github.keytray.tray.window;

import javax.swing.Icon;

/**
 * What people know a provider by.
 *
 * @param name what they call it
 */
record ProviderLabel(String name, Icon icon) {}
