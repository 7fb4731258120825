package io.github.keytray.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library in a plug-in's class loader, which looks into its own jars first and is closed. */
class PluginIT extends HostTestBase {
    @Test
    void should_sign_in_and_leave_nothing_behind_when_it_is_closed_and_loaded_again() throws Exception {
        List<String> command = List.of(
                Programs.javaCommand(),
                "-Dissuer=" + provider.issuer(),
                // Swing keeps the picture of a button in a soft reference.
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-cp",
                testClasses().toString(),
                PluginHost.class.getName(),
                "2",
                OrdersPlugin.class.getName(),
                testClasses().toString(),
                library().toString(),
                jna().toString());
        try (HostProcess host = HostProcess.start(command, environment)) {
            assertThat(host.line("signed in")).isEqualTo("signed in as alice");
            assertThat(host.line("signed in")).isEqualTo("signed in as alice");
            assertThat(host.line("loaders")).isEqualTo("loaders alive: 0 of 2");
            host.end();
        }
        assertThat(visits()).isOne();
    }
}
