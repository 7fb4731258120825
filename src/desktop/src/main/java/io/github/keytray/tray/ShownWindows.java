package io.github.keytray.tray;

import java.awt.AWTError;
import java.awt.HeadlessException;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.datatransfer.Transferable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;

/** What this process shows by AWT, and since when it shows nothing. Loads nothing of AWT before that. For any thread. */
final class ShownWindows {
    /** The class in which AWT gives what another program has copied. */
    private static final String OF_ANOTHER_PROGRAM = "sun.awt.datatransfer.ClipboardTransferable";

    private final InstantSource clock;
    private volatile boolean isAwtUsed;
    private volatile Instant lastUse = Instant.MIN;

    ShownWindows(InstantSource clock) {
        this.clock = clock;
    }

    /** Something is to be shown. Returns whether it is the first time that AWT is used for it. */
    synchronized boolean begin() {
        boolean isFirst = !isAwtUsed;
        isAwtUsed = true;
        used();
        return isFirst;
    }

    /** The person uses the tray, also in a way that needs no window. */
    void used() {
        lastUse = clock.instant();
    }

    boolean isAny(Class<? extends Window> kind) {
        try {
            return isAwtUsed && Stream.of(Window.getWindows()).anyMatch(one -> kind.isInstance(one) && one.isShowing());
        } catch (LinkageError noWindows) {
            return false;
        }
    }

    /** Looks what is shown; for how long it has been nothing, and the tray was not used otherwise. */
    Duration closedFor() {
        if (isAny(Window.class)) used();
        return Duration.between(lastUse, clock.instant());
    }

    /** Whether the clipboard has something that was copied here: it goes with the process. May block for some seconds. */
    boolean ownsClipboard() {
        try {
            Transferable contents =
                    Toolkit.getDefaultToolkit().getSystemClipboard().getContents(null);
            return contents != null && !contents.getClass().getName().equals(OF_ANOTHER_PROGRAM);
        } catch (IllegalStateException | HeadlessException | AWTError unknown) {
            return true;
        }
    }
}
