package io.github.keytray.cli;

import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.DeviceAuthorization;
import io.github.keytray.oauth.DeviceDisplay;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a person at a terminal what to open on another device (RFC 8628 §3.3): link, code, QR code, and the time left. */
record TerminalDevice(Terminal terminal, TerminalQr picture, InstantSource clock) implements DeviceDisplay {
    @Override
    public Browser.Handle show(DeviceAuthorization attempt) {
        URI page = attempt.verificationUri();
        terminal.say("On another device, open this page, and make sure that this code is shown there, or type it:");
        terminal.say("  " + page);
        terminal.say("  " + attempt.userCode());
        String drawn = picture.draw(attempt.uri().toString())
                .or(() -> picture.draw(page.toString()))
                .orElse("");
        if (!drawn.isEmpty()) {
            terminal.say("Or scan this picture with a phone:");
            terminal.say(drawn);
        }
        CountDownLatch end = new CountDownLatch(1);
        if (terminal.isThere()) {
            Thread thread = new DaemonThread("keytray-time-left", () -> countDown(attempt, end));
            thread.start();
        } else {
            terminal.say(left(attempt));
        }
        return end::countDown;
    }

    private void countDown(DeviceAuthorization attempt, CountDownLatch end) {
        try {
            do terminal.sayOver(left(attempt));
            while (!end.await(1, TimeUnit.SECONDS));
            terminal.say("");
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private String left(DeviceAuthorization attempt) {
        long seconds = Math.max(
                0, Duration.between(clock.instant(), attempt.deadline()).toSeconds());
        return String.format(Locale.ROOT, "%d:%02d left. Ctrl-C cancels.", seconds / 60, seconds % 60);
    }
}
