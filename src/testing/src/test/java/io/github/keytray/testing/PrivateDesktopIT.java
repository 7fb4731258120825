package io.github.keytray.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PrivateDesktopIT {
    @Test
    @Needs(DesktopPart.DISPLAY)
    void should_have_a_screen() {
        assertThat(GraphicsEnvironment.isHeadless()).isFalse();
        assertThat(GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices())
                .isNotEmpty();
    }

    @Test
    @Needs(DesktopPart.SECRET_SERVICE)
    void should_have_an_unlocked_keyring_of_its_own() throws IOException, InterruptedException {
        Process store = new ProcessBuilder("secret-tool", "store", "--label=probe", "probe", "desktop")
                .redirectErrorStream(true)
                .start();
        store.getOutputStream().write("kept".getBytes(US_ASCII));
        store.getOutputStream().close();
        assertThat(store.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(store.exitValue()).isZero();
        assertThat(System.getenv("XDG_DATA_HOME")).startsWith(System.getenv("KEYTRAY_DESKTOP"));
    }
}
