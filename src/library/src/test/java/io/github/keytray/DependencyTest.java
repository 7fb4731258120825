package io.github.keytray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the pom leaves out or replaces. That the rest works without it is shown by every sign-in of these tests, which all
 * take the one path through these libraries.
 */
class DependencyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.http.client.HttpClient",
                "org.apache.http.HttpRequest",
                "org.apache.commons.logging.Log",
                "org.apache.commons.codec.binary.Base64",
                "javax.annotation.Nullable"
            })
    void should_be_left_out(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void should_be_current() throws Exception {
        assertThat(jarOf("com.google.common.collect.ImmutableList"))
                .contains("guava-33.")
                .doesNotContain("android");
        assertThat(jarOf("org.freedesktop.dbus.connections.impl.DBusConnection"))
                .contains("dbus-java-core-4.3.2.jar");
        assertThat(jarOf("org.freedesktop.dbus.transport.jre.NativeTransportProvider"))
                .contains("dbus-java-transport-native-unixsocket-4.3.2.jar");
    }

    private static String jarOf(String name) throws ClassNotFoundException {
        URL source = Class.forName(name).getProtectionDomain().getCodeSource().getLocation();
        return source.toString();
    }
}
