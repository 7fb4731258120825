package io.github.keytray.tray.notice;

import io.github.keytray.tray.dbus.DesktopNotifications;

/** By the notifications of a desktop over D-Bus. */
public record DesktopNotifier(DesktopNotifications notifications) implements Notifier {
    @Override
    public void show(String title, String text, String action, Runnable work) {
        notifications.show(title, text, action, work);
    }

    @Override
    public void withdraw(String title) {
        notifications.withdraw(title);
    }

    @Override
    public boolean isShown(String title) {
        return notifications.isShown(title);
    }
}
