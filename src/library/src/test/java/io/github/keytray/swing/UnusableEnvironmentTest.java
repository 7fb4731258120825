package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import java.nio.file.Path;
import java.security.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;

/** Hosts that were started in a way in which Keytray cannot work, in a JVM of their own. */
class UnusableEnvironmentTest {
    /** Signs in silently, and prints why that is not possible. */
    public static final class Host {
        private Host() {}

        public static void main(String[] args) throws InterruptedException {
            if (args.length > 0) refuseEnvironment();
            SwingSignIn signIn = SwingSignIn.builder()
                    .issuer("https://login.acme.example")
                    .clientId("orders")
                    .build();
            try {
                signIn.startSilently().get();
            } catch (ExecutionException e) {
                System.out.println(String.valueOf(e.getCause()));
            }
            System.exit(0);
        }

        @SuppressWarnings("removal")
        private static void refuseEnvironment() {
            System.setSecurityManager(new SecurityManager() {
                @Override
                public void checkPermission(Permission permission) {
                    // AWT's own, too: the result arrives where there is no event dispatch thread.
                    if (permission.getName().startsWith("getenv")) throw new SecurityException("refused");
                }
            });
        }
    }

    private static String run(Map<String, String> environment, String option, String... args) throws Exception {
        List<String> command = new ArrayList<>(Programs.java(Host.class, args));
        command.add(1, option);
        return Programs.run(Duration.ofSeconds(90), command, environment).out();
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "later Java has no security manager")
    void should_be_told_where_a_security_manager_refuses_the_environment() throws Exception {
        assertThat(run(Map.of(), "-Djava.security.manager=allow", "refuse")).contains("getenv.*");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void should_be_told_where_the_locale_cannot_name_the_home() throws Exception {
        Map<String, String> environment = Map.of(
                "LC_ALL",
                "C",
                "HOME",
                Path.of("/tmp").resolve("home") + "-\u00fc",
                "XDG_STATE_HOME",
                "",
                "XDG_RUNTIME_DIR",
                "",
                "XDG_CONFIG_HOME",
                "");
        assertThat(run(environment, "-Duser.home=/tmp/home-\u00fc")).contains("LC_ALL=C.UTF-8");
    }
}
