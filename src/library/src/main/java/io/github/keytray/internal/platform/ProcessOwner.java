package io.github.keytray.internal.platform;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The user of this process. Java does not tell it, and root can change files that are not root's, so a test of
 * permissions is not enough. Loads few classes, for a quick start.
 */
public final class ProcessOwner {
    static final @Nullable Integer UID = File.separatorChar == '/' ? uid() : null;

    private ProcessOwner() {}

    /**
     * Whether a file or directory, or a link itself, belongs to the user of this process; true where the system does
     * not tell.
     *
     * @throws IOException when it does not exist
     */
    public static boolean own(Path path) throws IOException {
        return UID == null || UID.equals(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    /** The effective user of proc_pid_status(5); null where there is no such file. */
    private static @Nullable Integer uid() {
        try (FileInputStream status = new FileInputStream("/proc/self/status")) {
            String text = new String(status.readAllBytes(), StandardCharsets.ISO_8859_1);
            int line = text.indexOf("\nUid:\t");
            int start = text.indexOf('\t', line + 6) + 1;
            return line < 0 ? null : Integer.valueOf(text.substring(start, text.indexOf('\t', start)));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException untold) {
            // Only the owner can change the permissions, so this shows the owner.
        }
        return null;
    }
}
