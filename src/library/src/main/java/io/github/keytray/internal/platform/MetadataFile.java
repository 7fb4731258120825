package io.github.keytray.internal.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The file that remembers what a provider said of itself when a person last signed in there. The time of the file is until
 * when it may be relied on, so that a program need not read it to see whether its first act will be to ask the provider.
 */
public record MetadataFile(Path path) {
    private static final int HASH_BYTES = 16;

    /** The file of the provider with this issuer. */
    public static MetadataFile of(Path directory, String issuer) {
        return new MetadataFile(directory.resolve(HexFormat.of().formatHex(Sha256.of(issuer), 0, HASH_BYTES)));
    }

    /** Notes until when it may be relied on. */
    public void setUsableUntil(Instant end) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(end));
    }

    /** Whether it is there, and may be relied on at this moment as far as its time says. */
    public boolean isUsable(Instant now) {
        try {
            return now.isBefore(
                    Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant());
        } catch (IOException | SecurityException absent) {
            return false;
        }
    }
}
