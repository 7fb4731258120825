package io.github.keytray.tray.dbus;

import java.util.List;

/**
 * News of an object, for all programs that have subscribed to it.
 *
 * @param path the object
 * @param signature the D-Bus signature of the values
 */
record Signal(String path, String interfaceName, String member, String signature, List<Object> values) {}
