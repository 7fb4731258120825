package io.github.keytray.bench;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.bench.Stopwatch.Contender;
import io.github.keytray.cli.PackagedApp;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.XfcePanel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures the tray beside what it is compared to, in one run:
 * {@code src/testing/run bench.TrayBench [ROUNDS [IDLE_SECONDS]]}. Needs trayer and xfce4-panel, for an icon to be
 * shown in.
 */
public final class TrayBench {
    private static final String ISSUER = "https://login.acme.example";
    private static final int ASKED = 3_000;
    /** By then a panel shows icons. */
    private static final int PANEL_SECONDS = 5;

    /** As the launcher has them. */
    private static final List<String> FLAGS =
            List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private static final Logger QUIET = Logger.getLogger("org.freedesktop");

    private final Path runtime = Directories.current().runtime();
    private final BrokerClient client = new BrokerClient(runtime);
    private int signedIn;

    private TrayBench() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        int idle = args.length > 1 ? Integer.parseInt(args[1]) : 600;
        QUIET.setLevel(Level.WARNING);
        TrayBench bench = new TrayBench();
        Process shown = new ProcessBuilder("trayer").start();
        try {
            bench.processes(rounds);
            bench.roundTrips(1);
            bench.rest("in a tray of X11", idle);
            end(shown);
            shown = XfcePanel.start();
            TimeUnit.SECONDS.sleep(PANEL_SECONDS);
            bench.rest("in a panel over D-Bus", idle);
            bench.roundTrips(100);
            bench.roundTrips(1_000);
        } finally {
            end(shown);
        }
    }

    /** Memory and processor time of a tray that nobody asks, with twenty accounts. */
    private void rest(String where, int seconds) throws Exception {
        signIn(20);
        Process floor = new ProcessBuilder(least(IconOnly.class)).inheritIO().start();
        Process tray = tray("--hidden");
        List<String> small = new ArrayList<>(least(IconOnly.class));
        small.addAll(1, flags(tray));
        Process smallFloor = new ProcessBuilder(small).inheritIO().start();
        TimeUnit.SECONDS.sleep(10);
        long before = ticks(tray);
        long floorBefore = ticks(floor);
        TimeUnit.SECONDS.sleep(seconds);
        long worked = ticks(tray) - before;
        long floorWorked = ticks(floor) - floorBefore;
        double least = pss(floor);
        double leastSmall = pss(smallFloor);
        double most = pss(tray);
        for (ProcessHandle child : tray.descendants().toList()) most += pss(child.pid());
        System.out.println("At rest with twenty accounts, " + where);
        System.out.printf("  %-46s %9.1f MB   %6.2f x%n", "only a tray icon", least, 1.0);
        System.out.printf(
                "  %-46s %9.1f MB   %6.2f x%n", "the same with all flags of the tray", leastSmall, leastSmall / least);
        System.out.printf("  %-46s %9.1f MB   %6.2f x%n", "keytray tray, with what it started", most, most / least);
        System.out.printf("  %-46s %9.2f s in %d s%n", "processor time of the icon", floorWorked / 100.0, seconds);
        System.out.printf("  %-46s %9.2f s in %d s%n%n", "processor time of the tray", worked / 100.0, seconds);
        end(tray);
        end(floor);
        end(smallFloor);
    }

    /** What the launcher gave the Java that runs there. */
    private static List<String> flags(Process java) {
        List<String> arguments = List.of(java.toHandle().info().arguments().orElseThrow());
        return arguments.subList(0, arguments.indexOf("-jar"));
    }

    /** Whole processes, and what a young one waits for. */
    private void processes(int rounds) throws Exception {
        signIn(1);
        Process tray = tray("--hidden");
        String client = "client-1";
        String line = "{\"issuer\":\"" + ISSUER + "\",\"client_id\":\"" + client + "\"}";
        List<String> ask = least(AskSocket.class, runtime.resolve("broker").toString(), line);
        List<String> token = PackagedApp.command("token", "--issuer", ISSUER, "--client-id", client);
        Stopwatch.print(
                "A token from the tray, as a whole process",
                Stopwatch.race(
                        rounds,
                        List.of(
                                process("the least Java program that asks the socket", ask),
                                process("java Hello", least(Hello.class)),
                                process("keytray token", token),
                                process(
                                        "keytray token, without the launcher's shell",
                                        withFlags(PackagedApp.jar(
                                                "token", "--issuer", ISSUER, "--client-id", client))))));
        Programs.run(
                Duration.ofSeconds(60),
                List.of("sh", "-c", "printf %03000d 0 | secret-tool store --label=bench service bench account bench"));
        Stopwatch.print(
                "From the start of a sign-in to the token, in a young process",
                Stopwatch.race(
                        rounds,
                        List.of(
                                young("java-keyring alone", withFlags(Programs.java(FirstToken.class, "keyring"))),
                                young("the tray", withFlags(Programs.java(FirstToken.class, ISSUER, client))))));
        end(tray);
    }

    /** From one process to another and back, and memory, with so many accounts. */
    private void roundTrips(int accounts) throws Exception {
        signIn(accounts);
        Process tray = tray("--hidden");
        BrokerRequest question = question(accounts);
        while (!(client.ask(question) instanceof BrokerResponse.Granted)) TimeUnit.MILLISECONDS.sleep(100);
        long[] times = new long[ASKED];
        for (int i = 0; i < 2 * ASKED; i++) {
            long start = System.nanoTime();
            client.ask(question);
            times[i % ASKED] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        System.out.printf(
                "A token from the tray with %,d accounts, in a process that has asked before: %.3f ms (median); %.1f MB%n%n",
                accounts, times[ASKED / 2] / 1e6, pss(tray));
        end(tray);
    }

    private static BrokerRequest question(int number) {
        return new BrokerRequest(new Account(ISSUER, "client-" + number), null, Set.of(), null);
    }

    /** As if so many people's sign-ins were kept; their tokens live for a day. */
    private void signIn(int count) throws Exception {
        for (; signedIn < count; signedIn++) {
            Instant now = Instant.now();
            Token token = new Token(
                    "a".repeat(1_000),
                    "Bearer",
                    "r".repeat(500),
                    null,
                    Set.of("openid"),
                    Set.of("openid"),
                    now,
                    now.plus(Duration.ofDays(1)));
            new KeychainUserStore(Keychain.system(), new Account(ISSUER, "client-" + (signedIn + 1)))
                    .putDefaultUser(new StoredUser(new User("sub-" + signedIn, "person-" + signedIn), token));
        }
    }

    private Process tray(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("keytray.app"))
                .resolveSibling("keytray")
                .toString()));
        command.add("tray");
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Programs.apply(Map.of("JAVA_TOOL_OPTIONS", ""), builder);
        Process tray = builder.start();
        while (client.ask(question(1)) == null) TimeUnit.MILLISECONDS.sleep(100);
        return tray;
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static List<String> withFlags(List<String> command) {
        List<String> flagged = new ArrayList<>(command);
        flagged.addAll(1, FLAGS);
        return flagged;
    }

    /** A program with nothing but itself on its class path. */
    private static List<String> least(Class<?> main, String... args) throws URISyntaxException {
        Path classes =
                Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = withFlags(List.of(Programs.javaCommand(), "-cp", classes.toString(), main.getName()));
        command.addAll(List.of(args));
        return command;
    }

    private static Contender process(String name, List<String> command) {
        return new Contender(name, () -> Stopwatch.process(command));
    }

    /** What a process says it has waited. */
    private static Contender young(String name, List<String> command) {
        return new Contender(name, () -> {
            Programs.Ended ended = Programs.run(Duration.ofSeconds(60), command);
            if (ended.exit() != 0) throw new IOException(name + " failed: " + ended.err());
            return Duration.ofNanos(Long.parseLong(ended.out().strip()));
        });
    }

    /** Its share of memory in megabytes, what it shares with others divided among them. */
    private static double pss(Process process) throws IOException {
        return pss(process.pid());
    }

    private static double pss(long process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process), "smaps_rollup"))) {
            if (line.startsWith("Pss:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
        throw new IOException("The kernel does not tell");
    }

    /** Its processor time, in hundredths of a second. */
    private static long ticks(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
}
