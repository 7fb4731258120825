package io.github.keytray.bench;

import io.github.keytray.testing.XfcePanel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tray at rest, and with many accounts. Needs trayer and xfce4-panel, for an icon to be shown in. */
record TrayBench(Builds builds, Report report, StoredAccounts accounts, int idle) {
    private static final int ASKED = 3_000;
    /** By then a panel shows icons. */
    static final int PANEL_SECONDS = 5;

    static final int SETTLED_SECONDS = 10;

    void rest() throws Exception {
        accounts.upTo(20);
        Process shown = new ProcessBuilder("trayer").start();
        try {
            rest("in a tray of X11");
        } finally {
            end(shown);
        }
        shown = XfcePanel.start();
        try {
            TimeUnit.SECONDS.sleep(PANEL_SECONDS);
            rest("in a panel over D-Bus");
        } finally {
            end(shown);
        }
    }

    /** Beside a JVM that only shows an icon, with the same flags. */
    private void rest(String where) throws Exception {
        try (TrayProcess tray = TrayProcess.start(builds.best())) {
            List<String> command = new ArrayList<>(TrayProcess.least(IconOnly.class));
            command.addAll(command.indexOf("-cp"), tray.flags());
            Process floor = new ProcessBuilder(command).inheritIO().start();
            TimeUnit.SECONDS.sleep(SETTLED_SECONDS);
            double floorCpu = Memory.processor(floor);
            double cpu = Memory.processor(tray.process());
            long floorWakeups = Memory.wakeups(floor);
            long wakeups = Memory.wakeups(tray.process());
            TimeUnit.SECONDS.sleep(idle);
            String only = "only an icon, same flags";
            String keytray = "keytray tray, twenty accounts";
            report.group(
                    "Private memory at rest, " + where + ", after " + idle + " s",
                    List.of(
                            new Row(only, "MB", Memory.ofTree(floor)),
                            new Row(keytray + ", with what it started", "MB", Memory.ofTree(tray.process()))));
            report.group(
                    "Processor time of " + idle + " s at rest, " + where,
                    List.of(
                            new Row(only, "ms", Memory.processor(floor) - floorCpu),
                            new Row(keytray, "ms", Memory.processor(tray.process()) - cpu)));
            report.group(
                    "Wake-ups of all threads a minute at rest, the JVM's own among them, " + where,
                    List.of(
                            new Row(only, "", (Memory.wakeups(floor) - floorWakeups) * 60.0 / idle),
                            new Row(keytray, "", (Memory.wakeups(tray.process()) - wakeups) * 60.0 / idle)));
            end(floor);
        }
    }

    void many() throws Exception {
        List<Row> starts = new ArrayList<>();
        List<Row> trips = new ArrayList<>();
        List<Row> minutes = new ArrayList<>();
        for (int count : new int[] {1, 100, 1_000}) {
            accounts.upTo(count);
            String name = count + (count == 1 ? " account" : " accounts");
            long start = System.nanoTime();
            try (TrayProcess tray = TrayProcess.start(builds.best())) {
                while (!tray.has(count)) TimeUnit.MILLISECONDS.sleep(5);
                starts.add(new Row(name, "ms", (System.nanoTime() - start) / 1e6));
                trips.add(new Row(name, "ms", roundTrip(tray, count)));
                TimeUnit.SECONDS.sleep(SETTLED_SECONDS);
                double before = Memory.processor(tray.process());
                TimeUnit.SECONDS.sleep(Math.min(idle, 60));
                minutes.add(new Row(name, "ms", Memory.processor(tray.process()) - before));
            }
        }
        report.group("From the start of the tray to the last account's token", starts);
        report.group("A token from the tray, in a process that has asked before", trips);
        report.group("Processor time of " + Math.min(idle, 60) + " s at rest", minutes);
    }

    private static double roundTrip(TrayProcess tray, int number) throws InterruptedException {
        long[] times = new long[ASKED];
        for (int i = 0; i < 2 * ASKED; i++) {
            long start = System.nanoTime();
            tray.has(number);
            times[i % ASKED] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times[ASKED / 2] / 1e6;
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
