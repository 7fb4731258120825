package io.github.keytray.testing;

import io.github.keytray.testing.Programs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Another user of this machine, without a name or a right of their own. Only root can be somebody else. */
public final class OtherUser {
    private static final int UID = 65_534;

    private OtherUser() {}

    /** Skips the test where this process may not start others as another user. */
    public static void assume() throws InterruptedException {
        boolean able;
        try {
            able = runs("true").exit() == 0;
        } catch (IOException noSetpriv) {
            able = false;
        }
        Assumptions.assumeTrue(able, "Nobody can be another user here: it takes root and setpriv (util-linux)");
    }

    /** Runs a command as that user. */
    public static Ended runs(String... command) throws IOException, InterruptedException {
        return Programs.run(Duration.ofSeconds(30), asThem(command));
    }

    /** Starts a command as that user. */
    public static Process starts(String... command) throws IOException {
        return new ProcessBuilder(asThem(command)).start();
    }

    private static List<String> asThem(String... command) {
        List<String> all = new ArrayList<>(
                List.of("setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups", "--inh-caps=-all"));
        all.addAll(List.of(command));
        return all;
    }

    /** Makes a file, a directory or a link theirs. */
    public static void gets(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", UID, LinkOption.NOFOLLOW_LINKS);
    }
}
