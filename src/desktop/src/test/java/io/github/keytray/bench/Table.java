package io.github.keytray.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How fast Keytray is, beside what it is compared to, in one run: {@code src/testing/run bench.Table [--old LAUNCHER]
 * [--rounds N] [--idle SECONDS] [--json FILE] [--only token,host,session,login,stall,process,tray,window,accounts,size]}. A group
 * that cannot be measured is named with the reason, and the others are.
 */
public final class Table {
    private static final Set<String> OPTIONS = Set.of("--old", "--rounds", "--idle", "--json", "--only");

    /** Held, because a logger that is garbage-collected loses its level. */
    private static final Logger QUIET = Logger.getLogger("org.freedesktop");

    private final Map<String, String> options;

    private Table(Map<String, String> options) {
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        QUIET.setLevel(Level.WARNING);
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
                System.err.println("bench.Table [OPTION VALUE]..., of which there are " + OPTIONS);
                System.exit(2);
            }
            options.put(args[i], args[i + 1]);
        }
        new Table(options).run();
        System.exit(0);
    }

    private void run() throws Exception {
        Path directory = Files.createTempDirectory("keytray-bench");
        Report report = Report.begin();
        String old = options.getOrDefault("--old", System.getProperty("keytray.old", ""));
        @Nullable Path earlier = old.isEmpty() ? null : Path.of(old);
        int rounds = Integer.parseInt(options.getOrDefault("--rounds", "21"));
        measure("session", () -> new FirstSessionBench(earlier, report, rounds).run());
        if (!"session".equals(options.get("--only"))) run(report, Builds.find(earlier, directory), rounds, directory);
        report.write(json());
    }

    private void run(Report report, Builds builds, int rounds, Path directory) throws Exception {
        int idle = Integer.parseInt(options.getOrDefault("--idle", "30"));
        StoredAccounts accounts = new StoredAccounts();
        accounts.upTo(1);
        CommandBench commands = new CommandBench(builds, report, rounds);
        HostBench host = new HostBench(report, rounds);
        TrayBench tray = new TrayBench(builds, report, accounts, idle);
        measure("size", () -> Sizes.report(report, builds));
        measure("token", commands::withoutTray);
        measure("host", host::withoutTray);
        if (isWanted("token") || isWanted("host")) withTray(builds, commands, host);
        measure("stall", () -> new StallBench(report, rounds).run());
        if (isWanted("window")) accounts.upTo(20);
        try (WindowBench window = new WindowBench(report, idle)) {
            measure("window", () -> window.open(builds.best()));
            measure("process", () -> new WarmBench(report).run());
            measure("login", () -> login(builds, report, rounds, directory));
            measure("window", window::measure);
        }
        measure("tray", tray::rest);
        measure("accounts", tray::many);
        report.write(json());
    }

    private void withTray(Builds builds, CommandBench commands, HostBench host) {
        try (TrayProcess tray = TrayProcess.start(builds.best())) {
            measure("token", () -> commands.withTray(tray));
            measure("host", () -> host.withTray(tray));
        } catch (Exception | Error problem) {
            Report.without("With the tray", problem.toString());
        }
    }

    /** A group, or several. */
    @FunctionalInterface
    private interface Measurement {
        void run() throws Exception;
    }

    private void measure(String group, Measurement measurement) {
        if (!isWanted(group)) return;
        try {
            measurement.run();
        } catch (Exception | Error problem) {
            Report.without("Group " + group, problem.toString());
        }
    }

    private static void login(Builds builds, Report report, int rounds, Path directory) throws Exception {
        try (LoginBench login = new LoginBench(builds, report, rounds, directory)) {
            login.run();
        }
    }

    private boolean isWanted(String group) {
        @Nullable String only = options.get("--only");
        return only == null || List.of(only.split(",", -1)).contains(group);
    }

    private Path json() {
        return Path.of(options.getOrDefault("--json", System.getProperty("keytray.output", ".") + "/bench.json"));
    }
}
