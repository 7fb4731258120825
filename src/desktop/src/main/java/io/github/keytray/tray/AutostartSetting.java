package io.github.keytray.tray;

import io.github.keytray.preauth.BackgroundWork;
import io.github.keytray.tray.autostart.Autostart;
import io.github.keytray.tray.setup.Policy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Whether the tray starts with the session: as the person wants it, unless an administrator decided. */
final class AutostartSetting {
    private final Autostart autostart;
    private final @Nullable Boolean decided;
    private final Executor workers;

    AutostartSetting(Autostart autostart, Policy policy, Executor workers) {
        this.autostart = autostart;
        this.decided = policy.startAtLogin();
        this.workers = workers;
    }

    boolean isFree() {
        return decided == null;
    }

    /** Reads it, after it was made as the administrator decided. What was made by a policy that is gone starts nothing. */
    CompletableFuture<Boolean> read() {
        return BackgroundWork.start(workers, () -> {
            boolean isOn = autostart.isOn();
            if (decided == null) return isOn && !autostart.isByPolicy();
            if (decided && !isOn) autostart.turnOnByPolicy();
            if (!decided && isOn) autostart.turnOff();
            return decided;
        });
    }

    CompletableFuture<Boolean> set(boolean on) {
        return BackgroundWork.start(workers, () -> {
            if (on) autostart.turnOn();
            else autostart.turnOff();
            return on;
        });
    }
}
