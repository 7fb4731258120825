package io.github.keytray.keychain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** KeePassXC with a database, one group of which other programs may use, and with its default settings. */
final class RealKeePassXC extends DesktopKeychain {
    /** Longer than it takes until it begins to write. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final String DATABASE = """
        <?xml version="1.0" encoding="UTF-8"?>
        <KeePassFile><Meta><DatabaseName>db</DatabaseName><CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key>
        <Value>{00000000-0000-0000-0000-000000000002}</Value></Item></CustomData></Meta>
        <Root><Group><UUID>AAAAAAAAAAAAAAAAAAAAAQ==</UUID><Name>Passwords</Name><Group>
        <UUID>AAAAAAAAAAAAAAAAAAAAAg==</UUID><Name>Exposed</Name></Group></Group></Root></KeePassFile>
        """;
    private static final String SETTINGS = """
        [General]
        ConfigVersion=2
        UpdateCheckMessageShown=true
        [GUI]
        CheckForUpdates=false
        [FdoSecrets]
        Enabled=true
        ConfirmAccessItem=%s
        ConfirmDeleteItem=%s
        UnlockBeforeSearch=%s
        """;

    private @Nullable Process program;

    /** What it asks the person about other programs, each of which can be switched off. */
    enum Confirmation {
        ACCESS,
        DELETE,
        UNLOCK_BEFORE_SEARCH
    }

    /**
     * @param confirms whether each of its three confirmations is on, as by default
     */
    RealKeePassXC(Path directory, boolean confirms) throws Exception {
        this(directory, confirms ? EnumSet.allOf(Confirmation.class) : EnumSet.noneOf(Confirmation.class));
    }

    /**
     * @param confirmations which of its confirmations are on
     */
    RealKeePassXC(Path directory, Set<Confirmation> confirmations) throws Exception {
        super(PrivateSession.withoutKeyring(directory), directory);
        write(directory.resolve("db.xml"), DATABASE);
        write(
                directory.resolve("keepassxc/keepassxc.ini"),
                SETTINGS.formatted(
                        confirmations.contains(Confirmation.ACCESS),
                        confirmations.contains(Confirmation.DELETE),
                        confirmations.contains(Confirmation.UNLOCK_BEFORE_SEARCH)));
        Process maker = session.start("keepassxc-cli", "import", "-t", "100", "-p", path("db.xml"), path("db.kdbx"));
        maker.getOutputStream().write((PASSWORD + "\n" + PASSWORD + "\n").getBytes(UTF_8));
        maker.getOutputStream().close();
        if (maker.waitFor() != 0) throw new AssertionError(Files.readString(directory.resolve("keepassxc-cli.log")));
        start();
    }

    @Override
    String name() {
        return "KeePassXC";
    }

    @Override
    void start() throws Exception {
        program = session.start("keepassxc", path("db.kdbx"));
        await("an open database", () -> isUnlocked() || unlocks());
    }

    /** Types the password into its window, which may show before it listens. */
    private boolean unlocks() throws Exception {
        List<Window> locked = windows("[Locked]");
        if (locked.isEmpty()) return false;
        activate(locked.get(0));
        type(PASSWORD);
        session.run("xdotool", "key", "Return");
        long end = System.nanoTime() + UNTIL_CLOSED.toNanos();
        while (System.nanoTime() < end && !isUnlocked()) TimeUnit.MILLISECONDS.sleep(50);
        return isUnlocked();
    }

    @Override
    void lock() throws Exception {
        awaitSaved();
        press(main(), "ctrl+l");
        await("a locked database", () -> !isUnlocked());
    }

    /** Closes the database's tab; the program stays. */
    void closeDatabase() throws Exception {
        awaitSaved();
        press(main(), "ctrl+w");
        await(
                "no database",
                () -> windows("[Locked]").isEmpty() && windows("db - KeePassXC").isEmpty());
    }

    /** Nothing tells when it has written its file but the star in its title, and nothing makes it write at once. */
    @Override
    void kill() throws Exception {
        awaitSaved();
        if (program != null) program.destroyForcibly().waitFor();
    }

    @Override
    List<Window> questions() throws IOException, InterruptedException {
        return super.questions().stream()
                .filter(window -> window.title().startsWith("Unlock Database") || !isMain(window))
                .toList();
    }

    @Override
    void answer(Window window, boolean agrees) throws Exception {
        if (!agrees) {
            press(window, "Escape");
        } else if (window.title().startsWith("Unlock Database")) {
            String version = output("keepassxc-cli", "--version").strip();
            assumeThat(version)
                    .as("a KeePassXC whose window for the password closes after it was typed")
                    .isNotEqualTo("2.7.10");
            fill(window, PASSWORD);
        } else {
            press(window, "Return");
        }
    }

    @Override
    String windowClass() {
        return "keepassxc";
    }

    /** It answers first and begins to write a moment later: only a while without a change says that it has written. */
    private void awaitSaved() throws Exception {
        Instant asked = Instant.now();
        await("a saved database", () -> windows("*").isEmpty() && isQuietSince(asked));
    }

    private boolean isQuietSince(Instant asked) throws IOException {
        Instant written =
                Files.getLastModifiedTime(directory.resolve("db.kdbx")).toInstant();
        Instant last = written.isAfter(asked) ? written : asked;
        return Duration.between(last, Instant.now()).compareTo(QUIET) >= 0;
    }

    private Window main() throws Exception {
        return super.questions().stream()
                .filter(RealKeePassXC::isMain)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isMain(Window window) {
        return window.title().equals("KeePassXC") || window.title().endsWith(" - KeePassXC");
    }

    private List<Window> windows(String title) throws Exception {
        return super.questions().stream()
                .filter(window -> window.title().contains(title))
                .toList();
    }

    private boolean isUnlocked() throws Exception {
        return !windows("db - KeePassXC").isEmpty();
    }

    private String path(String file) {
        return directory.resolve(file).toString();
    }
}
