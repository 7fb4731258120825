package io.github.keytray.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataFileTest {
    @TempDir
    Path directory;

    private MetadataFile file(String issuer) {
        return MetadataFile.of(directory, issuer);
    }

    @Test
    void should_be_usable_until_the_time_it_was_given() throws Exception {
        Instant end = Instant.parse("2026-12-01T12:00:00Z");
        Files.createFile(file("https://login.acme.example").path());
        file("https://login.acme.example").setUsableUntil(end);
        assertThat(file("https://login.acme.example").isUsable(end.minusSeconds(1)))
                .isTrue();
        assertThat(file("https://login.acme.example").isUsable(end)).isFalse();
    }

    @Test
    void should_not_be_usable_where_there_is_none() throws Exception {
        Files.createFile(file("https://login.acme.example").path());
        assertThat(file("https://login.other.example").isUsable(Instant.EPOCH)).isFalse();
        assertThat(MetadataFile.of(directory.resolve("none"), "https://login.acme.example")
                        .isUsable(Instant.EPOCH))
                .isFalse();
    }
}
