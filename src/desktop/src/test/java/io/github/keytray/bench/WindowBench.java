package io.github.keytray.bench;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.XfcePanel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stays of a window that was opened once, beside the same tray before. Other things are measured while the tray waits to
 * start anew, three minutes after its window was closed.
 */
final class WindowBench implements AutoCloseable {
    private static final int ANEW_SECONDS = 260;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Report report;
    private final int idle;
    private @Nullable Process panel;
    private @Nullable TrayProcess tray;
    private double before;

    /** @param idle how long the tray is left alone afterwards, in seconds */
    WindowBench(Report report, int idle) {
        this.report = report;
        this.idle = idle;
    }

    /** Starts a tray, and opens and closes its window. */
    void open(Path launcher) throws Exception {
        panel = XfcePanel.start();
        TimeUnit.SECONDS.sleep(TrayBench.PANEL_SECONDS);
        TrayProcess started = TrayProcess.start(launcher);
        tray = started;
        TimeUnit.SECONDS.sleep(TrayBench.SETTLED_SECONDS + 30);
        before = Memory.ofTree(started.process());
        Programs.run(PATIENCE, List.of(launcher.toString(), "tray"), Map.of("JAVA_TOOL_OPTIONS", ""));
        List<String> window = List.of("xdotool", "search", "--sync", "--onlyvisible", "--name", "^Keytray$");
        if (Programs.run(PATIENCE, window).exit() != 0) throw new IOException("No window came");
        TimeUnit.SECONDS.sleep(2);
        Programs.run(PATIENCE, List.of("xdotool", "key", "Escape"));
    }

    /** Waits until the tray has started anew. */
    void measure() throws Exception {
        TrayProcess opened = tray;
        if (opened == null || before == 0) throw new IOException("No window was opened");
        awaitNew(opened);
        TimeUnit.SECONDS.sleep(Math.max(TrayBench.SETTLED_SECONDS + 30, idle));
        report.group(
                "Private memory of the tray whose window was opened and closed, once it has started anew",
                List.of(
                        new Row("before", "MB", before),
                        new Row("opened and closed", "MB", Memory.ofTree(opened.process()))));
    }

    /** Waits until nothing of AWT is in the process any more. */
    private static void awaitNew(TrayProcess tray) throws Exception {
        Path maps = Path.of("/proc", String.valueOf(tray.process().pid()), "maps");
        for (int second = 1; second <= ANEW_SECONDS; second++) {
            if (!Files.readString(maps).contains("/libawt")) return;
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IOException("The tray has not started anew");
    }

    @Override
    public void close() throws InterruptedException {
        if (tray != null) tray.close();
        if (panel != null) {
            panel.destroy();
            panel.waitFor();
        }
    }
}
