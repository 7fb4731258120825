package io.github.keytray.swing;

import io.github.keytray.oauth.DeviceAuthorization;
import java.awt.Font;
import java.awt.Window;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import org.jspecify.annotations.Nullable;

/** Shown while another device is out: what to scan, or what to open and type there. On the event dispatch thread. */
final class DeviceWindow {
    private final SignInWindow window;

    /** @param here goes on on this computer; null where that is not offered */
    DeviceWindow(
            @Nullable Window owner, Messages messages, DeviceAuthorization authorization, @Nullable Runnable here) {
        window = new SignInWindow(
                owner,
                messages,
                authorization,
                WrappedText.heading(messages.get("device.heading")),
                WrappedText.text(messages.get("device.text", readable(authorization.verificationUri()))));
        JTextArea code = WrappedText.text(authorization.userCode());
        code.setFont(
                new Font(Font.MONOSPACED, Font.BOLD, WrappedText.labelFont().getSize() * 2));
        code.setFocusable(true);
        WrappedText.fill(code, authorization.userCode());
        code.getAccessibleContext().setAccessibleName(messages.get("device.code"));
        List<JButton> ways = new ArrayList<>();
        ways.add(new CopyButton(messages, "signin.copy", authorization.uri().toString()));
        if (here != null) ways.add(messages.button("device.here", here));
        QrPicture picture = QrPicture.of(
                messages.get("device.picture"),
                authorization.uri().toString(),
                authorization.verificationUri().toString());
        window.layOut(picture == null ? new JLabel(new DialogIcon("browser")) : picture, code, ways, null);
        window.finish();
    }

    void show() {
        window.show();
    }

    void close() {
        window.close();
    }

    /** As users type it. */
    private static String readable(URI page) {
        return page.toString().replaceFirst("^https://", "");
    }
}
