package io.github.keytray.bench;

import com.sun.net.httpserver.HttpServer;
import io.github.keytray.bench.Stopwatch.Contender;
import io.github.keytray.bench.Stopwatch.Result;
import io.github.keytray.cli.PackagedApp;
import io.github.keytray.testing.Programs;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures Keytray beside what it is compared to, in one run: {@code src/testing/run bench.Bench [ROUNDS]}. */
public final class Bench implements AutoCloseable {
    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
    private final HttpServer visits;
    private final Path directory = Files.createTempDirectory("keytray-bench");
    private final Path browser = directory.resolve("browser");
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong cameBack = new AtomicLong();
    private final AtomicLong tokenAsked = new AtomicLong();

    private Bench() throws IOException {
        visits = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        visits.createContext("/", exchange -> {
            opened.set(System.nanoTime());
            String page =
                    URLDecoder.decode(exchange.getRequestURI().getRawQuery().substring(4), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            signIn(page);
        });
        visits.start();
        Files.writeString(
                browser,
                "#!/bin/sh\nexec curl -s --get --data-urlencode \"url=$1\" http://127.0.0.1:"
                        + visits.getAddress().getPort() + "/\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        provider.misbehave(Endpoint.LOGIN, answer -> cameBack.set(System.nanoTime()));
        provider.misbehave(Endpoint.TOKEN, answer -> tokenAsked.compareAndSet(0, System.nanoTime()));
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        try (Bench bench = new Bench()) {
            machine();
            inProcess();
            bench.token(rounds);
            bench.login(rounds);
        }
    }

    private static void machine() {
        System.out.printf(
                "%s, Java %s, %d processors. Medians, and ratios to the first of each group.%n%n",
                System.getProperty("os.name"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
    }

    private static void inProcess() throws RunnerException {
        double floor = 0;
        double token = 0;
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(WarmToken.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            double score = result.getPrimaryResult().getScore();
            if (result.getParams().getBenchmark().endsWith("floor")) floor = score;
            else token = score;
        }
        System.out.println("A token that is there, in the process");
        System.out.printf("  %-46s %9.1f ns   %6.2f x%n", "a look at the clock", floor, 1.0);
        System.out.printf("  %-46s %9.1f ns   %6.2f x%n%n", "token()", token, token / floor);
    }

    /** Whole processes, from start to end. */
    private void token(int rounds) throws Exception {
        String[] account = {"--issuer", provider.issuer(), "--client-id", "app"};
        run(PackagedApp.command("login", account[0], account[1], account[2], account[3], "--save", "yes"));
        run(List.of("sh", "-c", "printf %03000d 0 | secret-tool store --label=bench service bench account bench"));
        List<String> token = PackagedApp.command("token", account[0], account[1], account[2], account[3]);
        Stopwatch.print(
                "keytray token, as a whole process",
                Stopwatch.race(
                        rounds,
                        List.of(
                                process("java Hello", java(Hello.class)),
                                process("one entry by java-keyring alone", java(BareKeyring.class, "bench", "bench")),
                                process("keytray token", token))));
        run(PackagedApp.command("logout", account[0], account[1], account[2], account[3]));
    }

    /** From the start of the process to the browser's command, and from the browser's return to the token request. */
    private void login(int rounds) throws Exception {
        List<String> keytray =
                PackagedApp.command("login", "--issuer", provider.issuer(), "--client-id", "app", "--store", "memory");
        List<String> google = java(
                GoogleLogin.class,
                provider.uri(Endpoint.AUTHORIZATION).toString(),
                provider.uri(Endpoint.TOKEN).toString(),
                browser.toString());
        List<Result> open = Stopwatch.race(
                rounds,
                List.of(
                        new Contender("AuthorizationCodeInstalledApp", () -> untilOpened(google)),
                        new Contender("keytray login, discovery included", () -> untilOpened(keytray))));
        Stopwatch.print("From the start to the browser", open);
        List<Result> back = Stopwatch.race(
                rounds,
                List.of(
                        new Contender("AuthorizationCodeInstalledApp", () -> fromRedirect(google)),
                        new Contender("keytray login", () -> fromRedirect(keytray))));
        Stopwatch.print("From the browser's return to the token request", back);
    }

    private Duration untilOpened(List<String> command) throws Exception {
        long start = System.nanoTime();
        run(command);
        return Duration.ofNanos(opened.get() - start);
    }

    private Duration fromRedirect(List<String> command) throws Exception {
        tokenAsked.set(0);
        run(command);
        return Duration.ofNanos(tokenAsked.get() - cameBack.get());
    }

    private static Contender process(String name, List<String> command) {
        return new Contender(name, () -> Stopwatch.process(command));
    }

    /** Whatever of the machine's speed depends on the class path is the same for all: only what each needs is on it. */
    private static List<String> java(Class<?> main, String... args) {
        List<String> command = new ArrayList<>(Programs.java(main, args));
        command.add(1, "-Xshare:auto");
        return command;
    }

    private void run(List<String> command) throws Exception {
        Programs.Ended ended =
                Programs.run(Duration.ofSeconds(60), command, Map.of("BROWSER", browser.toString(), "DISPLAY", ""));
        if (ended.exit() != 0) throw new IOException(command + " failed: " + ended.err());
    }

    private static void signIn(String page) throws IOException {
        try {
            StandInUser.called("alice").visit(URI.create(page));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        visits.stop(0);
        provider.close();
        Files.delete(browser);
        Files.delete(directory);
    }
}
