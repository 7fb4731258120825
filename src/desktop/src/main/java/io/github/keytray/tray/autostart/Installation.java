package io.github.keytray.tray.autostart;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * The package that this process was started from, and whether it is still installed. A package writes a file beside the jar,
 * once all its files are in their places; the time of that file is the sign. The jar itself is no sign: it is replaced while
 * others still wait for their turn. A jar that no package installed is never replaced.
 */
public final class Installation {
    /** What the package has become since the start of this process. */
    public enum State {
        SAME,
        REPLACED,
        REMOVED
    }

    private static final String SIGN = "installed";

    private final @Nullable Path jar;
    private final @Nullable FileTime atStart;

    private Installation(@Nullable Path jar) {
        this.jar = jar;
        this.atStart = jar == null ? null : time(jar);
    }

    /** The one that this process runs from, as it is now: to be asked for at the start. */
    public static Installation current() {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        try {
            return new Installation(
                    source == null ? null : Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException elsewhere) {
            return new Installation(null);
        }
    }

    static Installation of(Path jar) {
        return new Installation(jar);
    }

    /** Looks at one file, or two. */
    public State look() {
        if (jar == null || atStart == null) return State.SAME;
        FileTime now = time(jar);
        if (now != null) return now.equals(atStart) ? State.SAME : State.REPLACED;
        // The sign goes first, and comes back where the removal is given up. What cannot be looked at is not removed.
        return Files.notExists(jar.resolveSibling(SIGN)) && Files.notExists(jar) ? State.REMOVED : State.SAME;
    }

    /** Whether its files are there: not any more once its removal has begun, which takes one after the other. */
    public boolean isWhole() {
        return jar == null || atStart == null || time(jar) != null;
    }

    private static @Nullable FileTime time(Path jar) {
        try {
            return Files.getLastModifiedTime(jar.resolveSibling(SIGN));
        } catch (IOException absent) {
            return null;
        }
    }
}
