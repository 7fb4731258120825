package io.github.keytray.tray;

import io.github.keytray.preauth.BackgroundWork;
import io.github.keytray.tray.autostart.Autostart;
import io.github.keytray.tray.setup.Policy;
import java.io.IOException;
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

    /** Reads it, after it was made as the administrator decided. */
    CompletableFuture<Boolean> read() {
        return BackgroundWork.start(workers, () -> {
            if (decided != null && decided != autostart.isOn()) turn(decided);
            return autostart.isOn();
        });
    }

    CompletableFuture<Boolean> set(boolean on) {
        return BackgroundWork.start(workers, () -> {
            turn(on);
            return on;
        });
    }

    private void turn(boolean on) throws IOException {
        if (on) autostart.turnOn();
        else autostart.turnOff();
    }
}
