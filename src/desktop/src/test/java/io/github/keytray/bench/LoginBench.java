package io.github.keytray.bench;

import com.sun.net.httpserver.HttpServer;
import io.github.keytray.bench.Stopwatch.Contender;
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

/** A sign-in in the browser, as a whole process, beside google-oauth-client's own at the same provider. */
final class LoginBench implements AutoCloseable {
    private final Builds builds;
    private final Report report;
    private final int rounds;
    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
    private final HttpServer visits;
    private final Path browser;
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
        List<Contender> open = new ArrayList<>();
        List<Contender> back = new ArrayList<>();
        add("AuthorizationCodeInstalledApp", google(), open, back);
        if (builds.old() != null) add("earlier build", keytray(builds.old()), open, back);
        add("plain jar by its launcher", keytray(builds.plain()), open, back);
        if (builds.installed() != null) add("installed", keytray(builds.installed()), open, back);
        report.group("From the start of a sign-in to the browser", Stopwatch.race(rounds, open));
        report.group("From the browser's return to the token request", Stopwatch.race(rounds, back));
    }

    private void add(String name, List<String> command, List<Contender> open, List<Contender> back) {
        open.add(new Contender(name, () -> untilOpened(command)));
        back.add(new Contender(name, () -> fromRedirect(command)));
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

    private Cost untilOpened(List<String> command) throws Exception {
        long start = System.nanoTime();
        run(command);
        return Cost.ofWall(opened.get() - start);
    }

    private Cost fromRedirect(List<String> command) throws Exception {
        tokenAsked.set(0);
        run(command);
        return Cost.ofWall(tokenAsked.get() - cameBack.get());
    }

    private void run(List<String> command) throws Exception {
        Map<String, String> environment = Map.of("BROWSER", browser.toString(), "DISPLAY", "", "JAVA_TOOL_OPTIONS", "");
        Programs.Ended ended = Programs.run(Duration.ofSeconds(60), command, environment);
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
    public void close() {
        visits.stop(0);
        provider.close();
    }
}
