package io.github.keytray.proof;

import io.github.keytray.Account;
import io.github.keytray.cli.PackagedApp;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.keychain.PrivateSession;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The tray over a while, at a provider whose tokens live for ten seconds and whose refresh tokens are good for one use:
 * {@code src/testing/run proof.Tray [SECONDS]}. Every account has a valid token at every second; an application that
 * is started meanwhile gets it without any request to the provider; and the tray, the keyring daemon and the provider are
 * killed and started again, after each of which everything is fresh again by itself.
 */
public final class Tray implements AutoCloseable {
    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> CLIENTS = List.of("orders", "stock", "mail");

    private final Path directory;
    private final PackagedApp app;
    private final PrivateSession session;
    private final BrokerClient client;
    private final List<String> complaints = new ArrayList<>();
    private EmbeddedProvider provider;
    private Process tray;
    private int seconds;
    private int answers;

    /**
     * What came of it.
     *
     * @param seconds how many were looked at
     * @param answers how many valid tokens there were
     * @param refreshes how many requests the provider had at its token endpoint
     * @param complaints what should not have been
     */
    public record TrayResult(int seconds, int answers, int refreshes, List<String> complaints) {}

    private Tray(Path directory) throws Exception {
        this.directory = directory;
        this.session = PrivateSession.withoutDisplay(Files.createDirectory(directory.resolve("session")));
        this.app = new PackagedApp(directory);
        session.environment().forEach(app::with);
        this.client = new BrokerClient(directory.resolve("session/keytray"));
        this.provider = provider();
        for (String name : CLIENTS) {
            Ended login = app.run("login", "--issuer", provider.issuer(), "--client-id", name, "--save", "yes");
            if (login.exit() != 0) throw new IOException("Nobody signed in to " + name + ": " + login.err());
        }
        this.tray = start();
    }

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 600;
        Path directory = Files.createTempDirectory("keytray-tray");
        TrayResult outcome;
        try (Tray tray = new Tray(directory)) {
            outcome = tray.watch(seconds);
        }
        outcome.complaints().forEach(System.out::println);
        System.out.printf(
                "%d seconds, %d accounts with tokens of %d s: %d valid tokens, %d refreshes, %d complaints%n",
                outcome.seconds(),
                CLIENTS.size(),
                LIFE.toSeconds(),
                outcome.answers(),
                outcome.refreshes(),
                outcome.complaints().size());
        System.exit(outcome.complaints().isEmpty() ? 0 : 1);
    }

    static TrayResult watch(Path directory, int seconds) throws Exception {
        try (Tray tray = new Tray(directory)) {
            return tray.watch(seconds);
        }
    }

    private TrayResult watch(int total) throws Exception {
        int part = Math.max(1, total / 5);
        int refreshes = 0;
        recover("the start", Instant.now());
        look(part);
        startApplication();
        look(part);
        awaitRest();
        kill(tray);
        startApplicationWithoutTray();
        tray = start();
        recover("the tray was killed", Instant.now());
        look(part);
        session.killKeyring();
        look(2);
        session.startKeyring();
        recover("the keyring daemon was killed", Instant.now());
        look(part);
        refreshes += provider.requests(Endpoint.TOKEN).size();
        provider.close();
        TimeUnit.SECONDS.sleep(3);
        provider = provider();
        recover("the provider was away", Instant.now());
        look(part);
        refreshes += provider.requests(Endpoint.TOKEN).size();
        return new TrayResult(seconds, answers, refreshes, complaints);
    }

    private EmbeddedProvider provider() {
        var builder =
                EmbeddedProvider.builder().rotate(true).accessTokenLife(LIFE).stateFile(directory.resolve("provider"));
        for (String name : CLIENTS) builder.client(name, "");
        return builder.start();
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(PackagedApp.command("tray")).inheritIO();
        Programs.apply(app.environment(), builder);
        return builder.start();
    }

    /** Looks at every account, second by second. */
    private void look(int part) throws InterruptedException {
        for (int second = 0; second < part; second++) {
            long next = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            seconds++;
            for (String name : CLIENTS) {
                String wrong = wrong(name);
                // As an application does while the tray renews.
                while (wrong != null && System.nanoTime() < next) wrong = wrong(name);
                if (wrong == null) answers++;
                else complaints.add("second " + seconds + ", " + name + ": " + wrong);
            }
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
        }
    }

    private @Nullable String wrong(String name) throws InterruptedException {
        return wrong(name, Instant.MIN);
    }

    private @Nullable String wrong(String name, Instant issuedAfter) throws InterruptedException {
        BrokerResponse reply =
                client.ask(new BrokerRequest(new Account(provider.issuer(), name), null, Set.of(), null));
        if (!(reply instanceof BrokerResponse.Granted granted)) return String.valueOf(reply);
        if (granted.token().issuedAt().isBefore(issuedAfter)) return "it was not renewed";
        String subject = provider.subject(granted.token().accessToken());
        return "sub-alice".equals(subject) ? null : "the token is not valid at the provider";
    }

    /** Waits until every account has a valid token again, that was issued after this moment. */
    private void recover(String after, Instant issuedAfter) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (String name : CLIENTS) {
            String wrong = wrong(name, issuedAfter);
            while (wrong != null && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(100);
                wrong = wrong(name, issuedAfter);
            }
            if (wrong != null) complaints.add("after " + after + ", " + name + ": " + wrong);
        }
    }

    /** With the tray, an application asks the provider nothing: what it is asked, the tray asks, once for each account. */
    private void startApplication() throws Exception {
        provider.forgetRequests();
        Ended ended = app.run("token", "--issuer", provider.issuer(), "--client-id", "orders");
        if (provider.subject(ended.out().strip()) == null) complaints.add("The application: " + ended.err());
        for (Endpoint endpoint : Endpoint.values()) {
            boolean renewals = endpoint == Endpoint.TOKEN || endpoint == Endpoint.JWKS;
            int most = renewals ? 2 * CLIENTS.size() : 0;
            int asked = provider.requests(endpoint).size();
            if (asked > most) complaints.add("The application asked " + endpoint + ": " + asked);
        }
    }

    private void startApplicationWithoutTray() throws Exception {
        Ended ended = app.run("token", "--issuer", provider.issuer(), "--client-id", "orders");
        if (provider.subject(ended.out().strip()) == null) complaints.add("Without a tray: " + ended.err());
    }

    /** A renewal whose answer nothing has stored yet is lost with its process, and with it a token that is good for one use. */
    private void awaitRest() throws InterruptedException {
        int asked = -1;
        while (asked != provider.requests(Endpoint.TOKEN).size()) {
            asked = provider.requests(Endpoint.TOKEN).size();
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static void kill(Process process) throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws Exception {
        tray.destroy();
        if (!tray.waitFor(10, TimeUnit.SECONDS)) kill(tray);
        for (String name : CLIENTS) app.run("logout", "--issuer", provider.issuer(), "--client-id", name);
        provider.close();
        session.close();
    }
}
