package io.github.keytray.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
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
    void should_be_recent_for_a_day() throws Exception {
        Instant written = Instant.parse("2026-12-01T12:00:00Z");
        Files.setLastModifiedTime(
                Files.createFile(file("https://login.acme.example").path()), FileTime.from(written));
        MetadataFile file = file("https://login.acme.example");
        assertThat(file.isRecent(written)).isTrue();
        assertThat(file.isRecent(written.plus(Duration.ofDays(1)).minusSeconds(1)))
                .isTrue();
        assertThat(file.isRecent(written.plus(Duration.ofDays(1)))).isFalse();
    }

    @Test
    void should_not_be_recent_where_there_is_none() throws Exception {
        Files.createFile(file("https://login.acme.example").path());
        assertThat(file("https://login.other.example").isRecent(Instant.now())).isFalse();
        assertThat(MetadataFile.of(directory.resolve("none"), "https://login.acme.example")
                        .isRecent(Instant.now()))
                .isFalse();
    }
}
