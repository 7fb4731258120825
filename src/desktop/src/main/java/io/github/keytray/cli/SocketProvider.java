package io.github.keytray.cli;

/**
 * Names the class that opens Java's sockets on Linux. Otherwise Java looks for others in all modules and jars before it takes
 * this one, which is a fifth of the time of {@code keytray token}. Only a program of our own may set this: a host has a class
 * path, and a choice, of its own.
 */
final class SocketProvider {
    private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";
    private static final String LINUX = "sun.nio.ch.EPollSelectorProvider";

    private SocketProvider() {}

    /** Has no effect on other systems, and where the person has made a choice. */
    static void choose() {
        if (System.getProperty(PROPERTY) != null) return;
        try {
            // Java calls this constructor.
            System.setProperty(
                    PROPERTY, Class.forName(LINUX, false, null).getConstructor().getName());
        } catch (ReflectiveOperationException another) {
            // Java finds its own.
        }
    }
}
