package io.github.keytray.oauth;

import com.google.gson.Gson;
import io.github.keytray.GrantException;
import io.github.keytray.internal.json.Json;
import io.github.keytray.internal.platform.MetadataFile;
import io.github.keytray.internal.platform.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said of itself when a person last signed in there, in a file of the state directory, so that the next
 * sign-in can open the browser at once. It holds no secret. Only the page in the browser relies on it: the provider is asked
 * again beside the browser, and codes, tokens and secrets go where the fresh answer says.
 *
 * <p>An attacker who can write this file is the person, or has their rights, and can as well change which browser opens
 * and which program runs; so the file is not signed. One that others can write, that is a link, or that is about another
 * issuer, counts as absent, as does one that cannot be read. The provider is not asked whether its answer is still the same
 * ({@code ETag}), because then the file would say where secrets go.
 *
 * <p>It is relied on for a day, or less where the provider names a shorter time ({@code max-age}). Keycloak and others
 * forbid to rely on any answer without asking again ({@code no-cache}); they are asked again.
 */
final class MetadataMemory {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_BYTES = 1 << 16;

    private final Path directory;
    private final String issuer;
    private final InstantSource clock;

    MetadataMemory(Path directory, String issuer, InstantSource clock) {
        this.directory = directory;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** What is known; null when nothing is, or it is too old. */
    @Nullable
    ProviderMetadata read(Quirks quirks) {
        try {
            Path file = file();
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !OwnerOnly.isTrusted(file)) return null;
            OwnerOnly.file(file);
            return parse(quirks, text(file));
        } catch (IOException | IllegalArgumentException | SecurityException | GrantException unusable) {
            return null;
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) throw new IOException("Too large");
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private @Nullable ProviderMetadata parse(Quirks quirks, String text) throws GrantException {
        Map<String, @Nullable Object> json = Json.object(text);
        Instant now = clock.instant();
        boolean isUsable = json.get("asked") instanceof BigDecimal asked
                && json.get("until") instanceof BigDecimal until
                && asked.longValue() <= now.getEpochSecond()
                && now.getEpochSecond() < Math.min(until.longValue(), asked.longValue() + LONGEST.toSeconds());
        if (!isUsable) return null;
        return ProviderMetadata.parse(issuer, quirks, new MetadataMembers(json));
    }

    void write(Discovery.Answer answer) {
        long asked = clock.instant().getEpochSecond();
        Duration maxAge = answer.maxAge();
        Duration lifetime = maxAge == null || maxAge.compareTo(LONGEST) > 0 ? LONGEST : maxAge;
        Map<String, @Nullable Object> json =
                new LinkedHashMap<>(answer.members().values());
        json.put("asked", asked);
        json.put("until", asked + lifetime.toSeconds());
        try {
            Path parent = directory.getParent();
            // A link may lead to where another user wants us to write.
            if (parent != null && Files.isSymbolicLink(parent)) return;
            OwnerOnly.directory(directory);
            forgetOld();
            Path next = Files.createTempFile(directory, "provider", ".new", OwnerOnly.file());
            try {
                Files.writeString(next, new Gson().toJson(json));
                new MetadataFile(next)
                        .setUsableUntil(Instant.ofEpochSecond(asked).plus(lifetime));
                Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException | RuntimeException notKept) { // a folder is listed with one of both
            // The next sign-in asks first.
        }
    }

    /** What may no longer be relied on says only where a person has signed in. */
    private void forgetOld() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!new MetadataFile(file).isUsable(clock.instant())) Files.deleteIfExists(file);
            }
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException | SecurityException remembered) {
            // The next sign-in finds the same trouble.
        }
    }

    private Path file() {
        return MetadataFile.of(directory, issuer).path();
    }
}
