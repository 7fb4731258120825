package io.github.keytray.swing;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.JToolTip;
import org.jspecify.annotations.Nullable;

/** A QR code, black on white with its quiet zone in every look and feel, because phones cannot read others. */
final class QrPicture extends JComponent {
    private static final long serialVersionUID = 1L;
    private static final int QUIET = 4;
    private static final int LEAST = 150;
    /** Where letters alone are made larger for a dense screen, so is the picture. */
    private static final int LEAST_LINES = 9;

    private final transient QrCode code;
    private final int module;

    /** The picture of the first text that one can hold; null where all are too long. */
    static @Nullable QrPicture of(String description, String... texts) {
        for (String text : texts) {
            try {
                return new QrPicture(text, QrCode.encodeText(text, QrCode.Ecc.LOW), description);
            } catch (DataTooLongException tooLong) {
                // The next is shorter.
            }
        }
        return null;
    }

    private QrPicture(String text, QrCode code, String description) {
        this.code = code;
        module = module(code.size, getFontMetrics(WrappedText.labelFont()).getHeight());
        int side = module * (code.size + 2 * QUIET);
        setPreferredSize(new Dimension(side, side));
        setMinimumSize(getPreferredSize());
        getAccessibleContext().setAccessibleName(description);
        setToolTipText(text);
    }

    /** How many pixels a square of a code has beside lines of text of a height. */
    static int module(int squares, int line) {
        return Math.max(2, Math.max(LEAST, line * LEAST_LINES) / (squares + 2 * QUIET) + 1);
    }

    @Override
    public JToolTip createToolTip() {
        JToolTip tip = PlainText.in(new JToolTip());
        tip.setComponent(this);
        return tip;
    }

    @Override
    protected void paintComponent(Graphics g) {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, getWidth(), getHeight());
        g.setColor(Color.BLACK);
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) g.fillRect((x + QUIET) * module, (y + QUIET) * module, module, module);
            }
        }
    }

    @Override
    public AccessibleContext getAccessibleContext() {
        if (accessibleContext == null) {
            accessibleContext = new AccessibleJComponent() {
                private static final long serialVersionUID = 1L;

                @Override
                public AccessibleRole getAccessibleRole() {
                    return AccessibleRole.ICON;
                }
            };
        }
        return accessibleContext;
    }
}
