package io.github.keytray.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.bench.FirstSession;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.testing.LoadedClasses;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an application loads at its start, where the tray has its token: neither the keychain nor the provider's endpoints nor
 * any window. Classes are counted instead of milliseconds, which depend on the machine. Elsewhere another
 * directory has the socket.
 */
@EnabledOnOs(OS.LINUX)
class YoungHostIT {
    /** Ours; measured 94 on Java 17. */
    private static final int MOST_OF_OURS = 100;

    private static final Set<String> SCOPES = Set.of("openid", "offline_access");

    @TempDir
    Path directory;

    private static final class Answers implements BrokerHandler {
        @Override
        public BrokerResponse answer(BrokerRequest question) {
            Instant now = Instant.now();
            Token token = new Token("theirs", "Bearer", null, null, SCOPES, SCOPES, now, now.plusSeconds(3_600));
            return new BrokerResponse.Granted(new User("sub-ana", "ana"), token);
        }

        @Override
        public void changed(Account account) {}

        @Override
        public String status() {
            return "{}";
        }
    }

    @Test
    void should_load_neither_the_keychain_nor_the_provider_nor_a_window() throws Exception {
        Path log = directory.resolve("classes.log");
        List<String> command =
                new ArrayList<>(Programs.java(FirstSession.class, "https://login.acme.example", "app", "stored"));
        command.add(1, "-Xlog:class+load:file=" + log);
        Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", directory.toString(), "JAVA_TOOL_OPTIONS", "");
        try (Broker tray = Broker.open(directory.resolve("keytray"), new Answers())) {
            assertThat(tray).isNotNull();
            Ended ended = Programs.run(Duration.ofSeconds(60), command, environment);
            assertThat(ended.exit()).as(ended.err()).isZero();
        }
        List<String> ours = LoadedClasses.in(log).stream()
                .map(line -> line.replaceFirst(" .*", ""))
                .filter(name -> name.startsWith("io.github.keytray.") && !name.contains(".bench."))
                .toList();
        assertThat(ours)
                .contains("io.github.keytray.internal.broker.BrokerResponse$Granted")
                .noneMatch(name -> name.startsWith("io.github.keytray.internal.lib.")
                        || name.startsWith("io.github.keytray.internal.dbus."))
                .doesNotContain(
                        "io.github.keytray.UnsavedSignIn",
                        "io.github.keytray.internal.platform.Sha256",
                        "io.github.keytray.keychain.KeychainExecutor",
                        "io.github.keytray.oauth.Http",
                        "io.github.keytray.oauth.Preset",
                        "io.github.keytray.swing.Messages");
        assertThat(ours).hasSizeLessThanOrEqualTo(MOST_OF_OURS);
    }
}
