package io.github.keytray.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Keyboard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host with the README's dependency and the README's lines, and nothing else. */
class ReadmeHostIT extends HostTestBase {
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    @TempDir
    private static Path folder;

    private static HostProject project;

    @BeforeAll
    static void build() throws Exception {
        project = HostProject.build(folder);
    }

    @Test
    void should_bring_jna_and_nothing_else() throws Exception {
        assertThat(project.jars())
                .satisfiesExactly(
                        jna -> assertThat(jna).matches("jna-[0-9.]+\\.jar"),
                        keytray -> assertThat(keytray).matches("keytray-[0-9.]+(-SNAPSHOT)?\\.jar"));
    }

    @Test
    void should_sign_in_store_it_and_start_silently_the_next_time() throws Exception {
        signIn();
        assertThatSignInIsStored();
        assertThat(visits()).isOne();

        run(project.command(provider.issuer()));
        assertThat(visits()).as("silently").isOne();
    }

    @Test
    void should_not_mind_an_old_jna_that_comes_first_on_linux() throws Exception {
        signIn(hostJar("jna-4.5.0.jar"));
        assertThatSignInIsStored();
    }

    private void signIn(Path... before) throws Exception {
        try (HostProcess host = HostProcess.start(project.command(provider.issuer(), before), environment)) {
            Keyboard.press("Stay signed in", "Return");
            assertThatItSignsInAndEnds(host);
        }
    }

    private void run(List<String> command) throws Exception {
        try (HostProcess host = HostProcess.start(command, environment)) {
            assertThatItSignsInAndEnds(host);
        }
    }

    private static void assertThatItSignsInAndEnds(HostProcess host) throws Exception {
        assertThat(host.line("signed")).isEqualTo("signed in as alice");
        host.line("last window closed");
        assertThat(host.end()).isLessThan(LONGEST_END);
    }
}
