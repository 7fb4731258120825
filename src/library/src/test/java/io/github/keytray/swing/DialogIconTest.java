package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialogIconTest {
    @ParameterizedTest
    @CsvSource({"10, 48", "12, 48", "15, 48", "17.3, 48", "24, 96", "26, 96", "29.3, 96", "39, 144"})
    void should_be_as_large_as_the_letters_ask(float font, int size) {
        assertThat(DialogIcon.size(font)).isEqualTo(size);
    }
}
