package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class QrPictureTest {
    @Test
    void should_be_of_what_fits() {
        String longest = "https://login.acme.example/device?user_code=" + "A".repeat(5000);
        QrPicture picture =
                Objects.requireNonNull(QrPicture.of("a link", longest, "https://login.acme.example/device"));
        assertThat(picture.getToolTipText()).isEqualTo("https://login.acme.example/device");
        assertThat(QrPicture.of("a link", longest)).isNull();
    }

    @Test
    void should_be_larger_beside_larger_letters() {
        assertThat(QrPicture.module(33, 15)).isEqualTo(4);
        assertThat(QrPicture.module(33, 31)).isEqualTo(7);
    }
}
