package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.keytray.oauth.Browser;
import io.github.keytray.testing.Programs;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A neighbour on the network: a namespace of its own, with a cable to this one. Only root can lay it. */
class NeighbourIT {
    private static final String NAMESPACE = "keytray-neighbour";
    private static final int NOT_FOUND = 127;
    private static final String HERE = "10.199.7.1";

    @BeforeEach
    void layCable() throws Exception {
        boolean laid = ip("netns add " + NAMESPACE) == 0
                && ip("link add keytray0 type veth peer name keytray1 netns " + NAMESPACE) == 0
                && ip("addr add " + HERE + "/30 dev keytray0") == 0
                && ip("link set keytray0 up") == 0
                && ip("-n " + NAMESPACE + " addr add 10.199.7.2/30 dev keytray1") == 0
                && ip("-n " + NAMESPACE + " link set keytray1 up") == 0;
        assumeTrue(laid, "No network namespace can be made here: it takes root and ip");
    }

    @AfterEach
    void removeCable() throws Exception {
        ip("link del keytray0");
        ip("netns del " + NAMESPACE);
    }

    @Test
    void should_find_nobody_listening_for_the_browser() throws Exception {
        try (ServerSocket everywhere = new ServerSocket(0)) {
            assertThat(connect(everywhere.getLocalPort()))
                    .as("a listener on all addresses is found")
                    .isZero();
        }
        AtomicReference<Integer> exit = new AtomicReference<>(0);
        try (AttackScene scene = AttackScene.honest(ProviderTrials.provider())) {
            scene.signIn(attempt -> {
                exit.set(connect(RedirectTarget.of(attempt.uri()).port()));
                return Browser.of(StandInUser.called("alice")::open).open(attempt);
            });
        }
        assertThat(exit).doesNotHaveValue(0);
    }

    private static int connect(int port) throws InterruptedException {
        return ip("netns exec " + NAMESPACE + " timeout 5 bash -c :>/dev/tcp/" + HERE + "/" + port);
    }

    private static int ip(String arguments) throws InterruptedException {
        try {
            return Programs.run(Duration.ofSeconds(20), List.of(("ip " + arguments).split(" ", -1)))
                    .exit();
        } catch (IOException noIp) {
            return NOT_FOUND;
        }
    }
}
