package io.github.keytray.bench;

import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.image.BufferedImage;
import java.util.concurrent.CountDownLatch;

/** The least that a Java program does to show an icon in the tray. */
public final class IconOnly {
    private IconOnly() {}

    public static void main(String[] args) throws Exception {
        SystemTray.getSystemTray().add(new TrayIcon(new BufferedImage(24, 24, BufferedImage.TYPE_INT_ARGB), "Icon"));
        new CountDownLatch(1).await();
    }
}
