package io.github.keytray.keychain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A D-Bus session with a keyring of its own, whose daemons a test can kill, lock and leave out. */
public final class PrivateSession extends SessionPrograms {
    private static final String PASSWORD = "open sesame";
    private static final String CONFIGURATION = """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
            "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig>
          <type>session</type><listen>%s</listen><auth>EXTERNAL</auth><servicedir>%s</servicedir>
          <policy context="default">
            <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>%s
          </policy>
        </busconfig>
        """;

    private final @Nullable String abstractName;
    private Process bus;
    private @Nullable Process keyring;

    private PrivateSession(Path directory, boolean display) throws IOException, InterruptedException {
        this(directory, display, "", null);
    }

    private PrivateSession(Path directory, boolean display, String policy, @Nullable String abstractName)
            throws IOException, InterruptedException {
        super(directory, display);
        this.abstractName = abstractName;
        Path services = Files.createDirectories(directory.resolve("services"));
        for (String service : List.of("SystemPrompter", "PrivatePrompter")) {
            Path prompter = Path.of("/usr/share/dbus-1/services/org.gnome.keyring." + service + ".service");
            Files.copy(prompter, services.resolve(prompter.getFileName()));
        }
        Path configuration = directory.resolve("bus.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(address(), services, policy));
        bus = startBus();
    }

    @Override
    String address() {
        return abstractName == null ? super.address() : "unix:abstract=" + abstractName;
    }

    private Process startBus() throws IOException, InterruptedException {
        Process started =
                start("dbus-daemon", "--config-file=" + directory.resolve("bus.conf"), "--nofork", "--nopidfile");
        await(
                "dbus-send",
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.DBus",
                "/",
                "org.freedesktop.DBus.GetId");
        return started;
    }

    /** A session whose policy lets nobody speak to the keyring, as in a sandbox. */
    static PrivateSession withForbiddenKeyring(Path directory) throws IOException, InterruptedException {
        return new PrivateSession(directory, true, "<deny send_destination=\"org.freedesktop.secrets\"/>", null);
    }

    /** A session in which nobody keeps secrets. */
    static PrivateSession withoutKeyring(Path directory) throws IOException, InterruptedException {
        return new PrivateSession(directory, true);
    }

    public static PrivateSession withKeyring(Path directory) throws IOException, InterruptedException {
        PrivateSession session = new PrivateSession(directory, true);
        session.startKeyring();
        return session;
    }

    /** A session with a keyring, whose bus has no file. */
    static PrivateSession withKeyringOnAbstractSocket(Path directory) throws IOException, InterruptedException {
        PrivateSession session = new PrivateSession(directory, true, "", "keytray-test-" + UUID.randomUUID());
        session.startKeyring();
        return session;
    }

    /** A session with a keyring and nowhere to show a prompt. */
    public static PrivateSession withoutDisplay(Path directory) throws IOException, InterruptedException {
        PrivateSession session = new PrivateSession(directory, false);
        session.startKeyring();
        return session;
    }

    /** Starts the keyring and unlocks its login collection, which is made if need be. */
    public void startKeyring() throws IOException, InterruptedException {
        Process daemon = start("gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock");
        daemon.getOutputStream().write(PASSWORD.getBytes(UTF_8));
        daemon.getOutputStream().close();
        keyring = daemon;
        awaitService();
        await(
                "dbus-send",
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.secrets",
                "/org/freedesktop/secrets/collection/login",
                "org.freedesktop.DBus.Properties.Get",
                "string:org.freedesktop.Secret.Collection",
                "string:Label");
    }

    /** Starts the keyring where another program has the name of the Secret Service. */
    void startKeyringBesides() throws IOException, InterruptedException {
        Process daemon = start("gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock");
        daemon.getOutputStream().write(PASSWORD.getBytes(UTF_8));
        daemon.getOutputStream().close();
        keyring = daemon;
        await(
                "dbus-send",
                "--session",
                "--print-reply",
                "--dest=org.gnome.keyring",
                "/org/freedesktop/secrets/collection/login",
                "org.freedesktop.DBus.Properties.Get",
                "string:org.freedesktop.Secret.Collection",
                "string:Label");
    }

    /** Asking for the service itself before it is there would have the bus start another one. */
    private void awaitService() throws IOException, InterruptedException {
        await(
                "sh",
                "-c",
                "dbus-send --session --print-reply --dest=org.freedesktop.DBus / "
                        + "org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true");
    }

    /** Starts the keyring without a collection in it, as on a desktop without a login keyring. */
    void startEmptyKeyring() throws IOException, InterruptedException {
        keyring = start("gnome-keyring-daemon", "--foreground", "--components=secrets");
        awaitService();
    }

    /** Ends the bus and everybody on it, and starts another at the same address. */
    public void restartBus() throws IOException, InterruptedException {
        killBus();
        bus = startBus();
    }

    public void killBus() throws InterruptedException {
        bus.destroyForcibly().waitFor();
        killKeyring();
    }

    /** Has the bus start the keyring when somebody asks for it, which takes a while. */
    void startKeyringWhenAsked(Duration delay) throws IOException, InterruptedException {
        Path script = directory.resolve("slow-keyring");
        Files.writeString(
                script,
                "#!/bin/sh\nsleep %d\nprintf '%%s' '%s' | exec gnome-keyring-daemon --foreground --components=secrets --unlock\n"
                        .formatted(delay.toSeconds(), PASSWORD));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(
                directory.resolve("services/org.freedesktop.secrets.service"),
                "[D-BUS Service]\nName=org.freedesktop.secrets\nExec=" + script + "\n");
        run(
                "dbus-send",
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.DBus",
                "/",
                "org.freedesktop.DBus.ReloadConfig");
    }

    /** Keeps the keyring from answering, or lets it go on. */
    void hang(boolean hangs) throws IOException, InterruptedException {
        if (keyring != null) run("kill", hangs ? "-STOP" : "-CONT", String.valueOf(keyring.pid()));
    }

    /** Has another program store something with these attributes: names and values by turns. */
    void store(String secret, String... attributes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("secret-tool", "store", "--label=Another program's"));
        command.addAll(List.of(attributes));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        settle(builder);
        Process process = builder.start();
        process.getOutputStream().write(secret.getBytes(UTF_8));
        process.getOutputStream().close();
        if (process.waitFor() != 0) throw new AssertionError(command + " failed");
    }

    /** How many entries have these attributes. */
    int count(String... attributes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("secret-tool", "search", "--all"));
        command.addAll(List.of(attributes));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        settle(builder);
        Process process = builder.start();
        String found = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return (int) found.lines().filter(line -> line.startsWith("[")).count();
    }

    public void killKeyring() throws InterruptedException {
        if (keyring != null) keyring.destroyForcibly().waitFor();
    }

    void lock() throws IOException, InterruptedException {
        await(
                "dbus-send",
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.secrets",
                "/org/freedesktop/secrets",
                "org.freedesktop.Secret.Service.Lock",
                "array:objpath:/org/freedesktop/secrets/collection/login");
    }

    /** Waits until a prompt shows, or none does. */
    void awaitPrompt(boolean shows) throws IOException, InterruptedException {
        String search = "xdotool search --onlyvisible --class gcr-prompter";
        await("sh", "-c", shows ? search : "! " + search);
    }

    /** Closes the prompt, or the next that shows, until the answer is there. */
    String dismissing(KeychainProbe.PendingAnswer answer) throws Exception {
        while (true) {
            run("xdotool", "key", "Escape");
            if (answer.within(Duration.ofMillis(250))) return answer.text();
        }
    }

    /** Types the password into the prompt, until the answer is there. */
    String unlocking(KeychainProbe.PendingAnswer answer, boolean newKeyring) throws Exception {
        while (true) {
            awaitPrompt(true);
            run("xdotool", "type", "--delay", "20", "--", PASSWORD);
            if (newKeyring) {
                run("xdotool", "key", "Tab");
                run("xdotool", "type", "--delay", "20", "--", PASSWORD);
            }
            run("xdotool", "key", "Return");
            if (answer.within(Duration.ofSeconds(3))) return answer.text();
            // It showed before it listened. Start over with empty fields.
            run("xdotool", "key", "ctrl+a", "BackSpace");
            if (newKeyring) run("xdotool", "key", "Tab", "ctrl+a", "BackSpace", "Tab", "Tab", "Tab");
        }
    }

    @Override
    public void close() throws InterruptedException {
        super.close();
        bus.destroyForcibly().waitFor();
    }
}
