package io.github.keytray.internal.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The file that remembers what a provider said of itself when a person last signed in there. A program looks at its age, to
 * see whether its first act will be to ask the provider.
 */
public record MetadataFile(Path path) {
    /** For how long it is relied on at most. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final int HASH_BYTES = 16;

    /** The file of the provider with this issuer. */
    public static MetadataFile of(Path directory, String issuer) {
        return new MetadataFile(directory.resolve(HexFormat.of().formatHex(Sha256.of(issuer), 0, HASH_BYTES)));
    }

    /** Whether it was written so shortly before that it may still be relied on. */
    public boolean isRecent(Instant now) {
        try {
            Instant written =
                    Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
            return now.isBefore(written.plus(LONGEST));
        } catch (IOException | SecurityException absent) {
            return false;
        }
    }
}
