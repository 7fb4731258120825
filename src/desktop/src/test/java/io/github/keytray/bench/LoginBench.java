package io.github.keytray.bench;

import com.sun.net.httpserver.HttpServer;
import io.github.keytray.bench.Stopwatch.Contender;
import io.github.keytray.internal.platform.Directories;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A sign-in in the browser, as a whole process, beside google-oauth-client's own at the same provider. */
final class LoginBench implements AutoCloseable {
    /** Each takes as long as a person; the whole table is to take a quarter of an hour. */
    private static final int MOST_ROUNDS = 11;

    private static final long PERSON_MILLIS = 600;

    private final Builds builds;
    private final Report report;
    private final int rounds;
    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
    private final HttpServer visits;
    private final Path browser;
    /** From the browser's return to the token request, of each contender; the first round is among them. */
    private final Map<String, List<Long>> returns = new LinkedHashMap<>();

    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong cameBack = new AtomicLong();
    private final AtomicLong tokenAsked = new AtomicLong();

    LoginBench(Builds builds, Report report, int rounds, Path directory) throws IOException {
        this.builds = builds;
        this.report = report;
        this.rounds = rounds;
        browser = directory.resolve("browser");
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

    void run() throws Exception {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(contender("AuthorizationCodeInstalledApp", google()));
        if (builds.old() != null) contenders.add(contender("earlier build", keytray(builds.old())));
        addNewAndKnown("plain jar by its launcher", keytray(builds.plain()), contenders);
        if (builds.installed() != null) addNewAndKnown("installed", keytray(builds.installed()), contenders);
        report.group(
                "From the start of a sign-in to the browser",
                Stopwatch.race(Math.min(rounds, MOST_ROUNDS), contenders));
        List<Row> back = new ArrayList<>();
        returns.forEach((name, nanos) -> back.add(new Row(name, "ms", median(nanos))));
        report.group("From the browser's return to the token request", back);
    }

    private static double median(List<Long> nanos) {
        return nanos.stream().sorted().toList().get(nanos.size() / 2) / 1e6;
    }

    private Contender contender(String name, List<String> command) {
        return new Contender(name, () -> untilOpened(name, command));
    }

    /** Where the provider was never met, the next one knows it. */
    private void addNewAndKnown(String name, List<String> command, List<Contender> contenders) {
        contenders.add(new Contender(name + ", provider never met", () -> {
            forgetProviders();
            return untilOpened(name + ", provider never met", command);
        }));
        contenders.add(contender(name + ", provider known from before", command));
    }

    private static void forgetProviders() throws IOException {
        Path known = Directories.current().providers();
        if (!Files.exists(known)) return;
        try (var files = Files.newDirectoryStream(known)) {
            for (Path file : files) Files.delete(file);
        }
    }

    private List<String> keytray(Path launcher) {
        return List.of(
                launcher.toString(), "login", "--issuer", provider.issuer(), "--client-id", "app", "--store", "memory");
    }

    private List<String> google() {
        List<String> command = new ArrayList<>(Programs.java(
                GoogleLogin.class,
                provider.uri(Endpoint.AUTHORIZATION).toString(),
                provider.uri(Endpoint.TOKEN).toString(),
                browser.toString()));
        command.add(1, "-Xshare:auto");
        return command;
    }

    private Cost untilOpened(String name, List<String> command) throws Exception {
        tokenAsked.set(0);
        long start = System.nanoTime();
        run(command);
        returns.computeIfAbsent(name, contender -> new ArrayList<>()).add(tokenAsked.get() - cameBack.get());
        return Cost.ofWall(opened.get() - start);
    }

    private void run(List<String> command) throws Exception {
        Map<String, String> environment = Map.of("BROWSER", browser.toString(), "DISPLAY", "", "JAVA_TOOL_OPTIONS", "");
        Programs.Ended ended = Programs.run(Duration.ofSeconds(60), command, environment);
        if (ended.exit() != 0) throw new IOException(command + " failed: " + ended.err());
    }

    /** A person who has the page before them is not faster. */
    private static void signIn(String page) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PERSON_MILLIS);
            StandInUser.called("alice").visit(URI.create(page));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        visits.stop(0);
        provider.close();
    }
}
