/** Sign in once: Swing applications start signed in. */
module io.github.keytray {
    requires java.logging;
    requires java.net.http;
    requires com.sun.jna;
    // D-Bus: who is at the other end of a socket, and who we are.
    requires jdk.net;
    requires jdk.security.auth;
    requires transitive java.desktop;
    // Types that gson knows how to read where a host has them.
    requires static java.sql;
    requires static org.jspecify;

    exports io.github.keytray;
    exports io.github.keytray.oauth;
    exports io.github.keytray.keychain;
    exports io.github.keytray.swing;

    // JNA reads the fields of structures.
    opens io.github.keytray.internal.lib.javakeyring.internal.windows to
            com.sun.jna;
    opens io.github.keytray.internal.lib.javakeyring.internal.osx to
            com.sun.jna;
    opens io.github.keytray.internal.lib.jna.win32 to
            com.sun.jna;

    uses io.github.keytray.internal.lib.dbus.spi.transport.ITransportProvider;
    uses io.github.keytray.internal.lib.dbus.spi.message.ISocketProvider;
    uses io.github.keytray.internal.lib.slf4j.spi.SLF4JServiceProvider;

    provides io.github.keytray.internal.lib.dbus.spi.transport.ITransportProvider with
            io.github.keytray.internal.lib.dbus.transport.jre.NativeTransportProvider;
    provides io.github.keytray.internal.lib.slf4j.spi.SLF4JServiceProvider with
            io.github.keytray.internal.lib.slf4j.nop.NOPServiceProvider;
}
