package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import javax.swing.JTextArea;
import org.junit.jupiter.api.Test;

@Needs(DesktopPart.DISPLAY)
class WrappedTextIT {
    private final JTextArea area = Edt.call(() -> WrappedText.text("WDJB-MJHT"));

    WrappedTextIT() throws InterruptedException {}

    /** In a look and feel that is chosen later, too. */
    @Test
    void should_be_no_place_to_drop_something() throws Exception {
        assertThat(Edt.call(() -> new JTextArea().getDropTarget()))
                .as("of another text")
                .isNotNull();
        assertThat(area.getDropTarget()).isNull();
        Edt.run(area::updateUI);
        assertThat(area.getDropTarget()).isNull();
    }

    @Test
    void should_be_copied() throws Exception {
        Edt.run(() -> {
            area.selectAll();
            area.copy();
        });
        assertThat(Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor))
                .isEqualTo("WDJB-MJHT");
    }
}
