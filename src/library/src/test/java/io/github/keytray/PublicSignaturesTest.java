package io.github.keytray;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What is public is frozen in a file, so that a change of it is seen, and meant. */
class PublicSignaturesTest {
    @Test
    void should_be_those_that_are_written_down() throws Exception {
        assertThat(PublicSignatures.lines())
                .as("where a change is meant, write it down by src/testing/run PublicSignatures")
                .isEqualTo(Files.readAllLines(PublicSignatures.FILE));
    }
}
