package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The window beside KeePassXC's own. */
@Needs({DesktopPart.DISPLAY, DesktopPart.KEEPASSXC})
@Timeout(300)
class KeychainGuideIT {
    @TempDir
    Path directory;

    @Test
    void should_say_what_to_do_while_keepassxc_asks_and_leave_it_the_keyboard() throws Exception {
        try (RealKeePassXC keychain = new RealKeePassXC(directory, true);
                KeychainProbe.Jvm first = keychain.probe();
                KeychainProbe.Jvm second = keychain.probe()) {
            assertThat(first.answer("put ana")).isEqualTo("done");
            KeychainProbe.PendingAnswer answer = second.ask("guided");
            keychain.await("our window", () -> isShown(keychain));
            assertThat(keychain.questions()).hasSize(1);
            assertThat(keychain.output("xdotool", "getactivewindow", "getwindowname"))
                    .doesNotContain("Keychain");
            save("keychain-guide-allow");
            assertThat(keychain.agreeing(answer)).contains("ana");
            keychain.await("our window's end", () -> !isShown(keychain));
        }
    }

    @Test
    void should_say_it_while_the_database_is_locked_and_not_wait_any_longer_when_it_is_cancelled() throws Exception {
        try (RealKeePassXC keychain = new RealKeePassXC(directory, true);
                KeychainProbe.Jvm jvm = keychain.probe()) {
            assertThat(jvm.answer("put ana")).isEqualTo("done");
            keychain.lock();
            assertThat(jvm.answer("background")).startsWith("LOCKED");
            assertThat(isShown(keychain)).isFalse();
            KeychainProbe.PendingAnswer answer = jvm.ask("guided");
            keychain.await("our window", () -> isShown(keychain));
            save("keychain-guide-unlock");
            String id = window(keychain).lines().findFirst().orElseThrow();
            keychain.press(new DesktopKeychain.Window(id, "Keychain"), "Escape");
            assertThat(answer.text()).startsWith("DISMISSED: KeePassXC");
            // KeePassXC leaves its own window open, and the person closes it.
            keychain.await("our window's end", () -> !isShown(keychain));
        }
    }

    private static void save(String name) throws Exception {
        Path pictures =
                Files.createDirectories(Path.of(System.getProperty("keytray.output"), "screenshots", "keychain"));
        Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
        ImageIO.write(
                new Robot().createScreenCapture(screen),
                "png",
                pictures.resolve(name + ".png").toFile());
    }

    private static boolean isShown(DesktopKeychain keychain) throws Exception {
        return !window(keychain).isBlank();
    }

    private static String window(DesktopKeychain keychain) throws Exception {
        return keychain.output("xdotool", "search", "--onlyvisible", "--name", "^Keychain$");
    }
}
