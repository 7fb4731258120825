package io.github.keytray.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.keychain.SimulatedKeyring;
import io.github.keytray.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Kills processes ({@code SIGKILL}) at random instants while they save one sign-in after another, and reads what is
 * stored: {@code src/testing/run proof.Kill [KILLS [keychain]]}. It must be the last that the process said it had saved, or
 * the one it was saving, whole.
 */
public final class Kill implements AutoCloseable {
    private static final Logger QUIET = Logger.getLogger("org.freedesktop");
    private static final int LONGEST_MILLIS = 300;
    private static final int READY = 2;

    private final String place;
    private final Account account;
    private final KeychainUserStore store;
    private final Random random = new Random();
    private final Deque<Process> ready = new ArrayDeque<>();

    private Kill(String place) {
        this.place = place;
        this.account = new Account("https://login.acme.example", "kill-" + UUID.randomUUID());
        this.store = new KeychainUserStore(keychain(place), account);
    }

    /** In the keychain of this desktop. */
    static Kill onDesktop() {
        return new Kill("");
    }

    /** In one that holds 2,560 bytes an entry, as Windows has it. */
    static Kill onWindows(Path directory) {
        return new Kill(directory.toString());
    }

    private static Keychain keychain(String place) {
        QUIET.setLevel(Level.WARNING);
        return place.isEmpty() ? Keychain.system() : SimulatedKeyring.WINDOWS.keychain(Path.of(place));
    }

    /**
     * What came of it.
     *
     * @param saved how many sign-ins the processes said they had saved
     * @param finished how many times the one that was being saved was stored all the same
     * @param losses what was neither the old nor the new sign-in
     */
    public record KillResult(int kills, int saved, int finished, List<String> losses) {}

    public static void main(String[] args) throws Exception {
        int kills = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        boolean isKeychainAlone = args.length > 1;
        boolean whole;
        try (Kill desktop = onDesktop()) {
            KillResult outcome = desktop.rage(kills);
            whole = tell(Keychain.system().name(), outcome);
        }
        if (!isKeychainAlone) {
            try (Kill windows = onWindows(Files.createTempDirectory("keytray-kill"))) {
                whole &= tell("2,560 bytes an entry", windows.rage(kills));
            }
        }
        System.exit(whole ? 0 : 1);
    }

    private static boolean tell(String name, KillResult outcome) {
        outcome.losses().stream().distinct().limit(10).forEach(System.out::println);
        System.out.printf(
                "%s: %d kills in %d saved sign-ins; %d left the new one, %d the old one, %d losses%n",
                name,
                outcome.kills(),
                outcome.saved(),
                outcome.finished(),
                outcome.kills() - outcome.finished() - outcome.losses().size(),
                outcome.losses().size());
        return outcome.losses().isEmpty();
    }

    /** Kills so many. */
    public KillResult rage(int kills) throws Exception {
        int saved = 0;
        int finished = 0;
        List<String> losses = new ArrayList<>();
        store.putDefaultUser(Saver.user(0));
        int stored = 0;
        for (int kill = 0; kill < kills; kill++) {
            int said = saveUntilKilled(stored + 1, Math.min(READY, kills - kill));
            saved += said - stored;
            Optional<Integer> found = found();
            if (found.isPresent() && (found.get() == said || found.get() == said + 1)) {
                if (found.get() > said) finished++;
                stored = found.get();
            } else {
                losses.add("saved " + said + ", found " + found);
                stored = said + 1;
                store.putDefaultUser(Saver.user(stored));
            }
        }
        return new KillResult(kills, saved, finished, losses);
    }

    /** The number of the last sign-in that the process said it had saved, or of the one before the first. */
    private int saveUntilKilled(int first, int wanted) throws IOException, InterruptedException {
        while (ready.size() < wanted) ready.add(start());
        Process process = ready.remove();
        List<String> said;
        try (var answers = process.inputReader(UTF_8)) {
            if (!"ready".equals(answers.readLine())) throw new AssertionError("The saver did not start");
            try (var commands = process.outputWriter(UTF_8)) {
                commands.write(first + "\n");
                commands.flush();
                TimeUnit.MICROSECONDS.sleep(random.nextInt(LONGEST_MILLIS * 1_000));
                process.toHandle().destroyForcibly(); // unlike the process itself, it leaves what was said to be read
                process.waitFor();
            }
            said = answers.lines().toList();
        }
        return said.isEmpty() ? first - 1 : Integer.parseInt(said.get(said.size() - 1));
    }

    private Process start() throws IOException {
        List<String> command = Programs.java(Saver.class, place, account.clientId());
        command.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The number of the stored sign-in; empty when it is not whole. */
    private Optional<Integer> found() throws InterruptedException {
        try {
            StoredUser user = store.getDefaultUser().orElseThrow();
            int number = Integer.parseInt(user.user().username());
            return Optional.of(number).filter(whole -> user.equals(Saver.user(whole)));
        } catch (GrantException | RuntimeException notWhole) {
            return Optional.empty();
        }
    }

    static KeychainUserStore store(String place, String clientId) {
        return new KeychainUserStore(keychain(place), new Account("https://login.acme.example", clientId));
    }

    @Override
    public void close() throws Exception {
        ready.forEach(Process::destroyForcibly);
        store.putDefaultUser(null);
    }
}
