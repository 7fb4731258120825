package io.github.keytray.keychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** KWallet, which the bus starts when it is asked for something, on a desktop that is KDE's. */
final class RealKWallet extends DesktopKeychain {
    private static final String DAEMON = Files.exists(Path.of("/usr/bin/kwalletd5")) ? "kwalletd5" : "kwalletd6";
    private static final String SERVICE = "org.kde." + DAEMON;
    /** Since KDE Frameworks 6.14 it has the wallets and asks the person, and kwalletd6 hands on to it. */
    private static final String KEEPER = "/usr/bin/ksecretd";

    private static final boolean HAS_KEEPER = Files.exists(Path.of(KEEPER));

    RealKWallet(Path directory) throws Exception {
        this(directory, "/usr/bin/" + DAEMON);
    }

    /** One that cannot do the arithmetic of encrypted sessions of the Secret Service, as without QCA's OpenSSL plugin. */
    static RealKWallet withoutOpenSsl(Path directory) throws Exception {
        return new RealKWallet(directory, "/usr/bin/env QCA_PLUGIN_PATH=/nonexistent /usr/bin/" + DAEMON);
    }

    private RealKWallet(Path directory, String command) throws Exception {
        super(PrivateSession.withoutKeyring(directory), directory);
        offer(SERVICE, command);
        if (HAS_KEEPER) offer(KSecretD.NAME, command.replace("/usr/bin/" + DAEMON, KEEPER));
        session.run(
                "dbus-send",
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.DBus",
                "/",
                "org.freedesktop.DBus.ReloadConfig");
    }

    private void offer(String service, String command) throws IOException {
        write(
                directory.resolve("services/" + service + ".service"),
                "[D-BUS Service]\nName=" + service + "\nExec=" + command + "\n");
    }

    @Override
    String name() {
        return "KWallet";
    }

    @Override
    String desktop() {
        return "KDE";
    }

    @Override
    void start() {
        // The bus does.
    }

    @Override
    void lock() throws Exception {
        call("close", "string:kdewallet", "boolean:true");
        if (!HAS_KEEPER) return;
        output(
                "dbus-send",
                "--session",
                "--print-reply",
                "--dest=" + KSecretD.NAME,
                "/org/freedesktop/secrets",
                "org.freedesktop.Secret.Service.Lock",
                "array:objpath:/org/freedesktop/secrets/collection/kdewallet");
    }

    @Override
    void kill() throws Exception {
        // Ksecretd answers at once and writes five seconds later. A kill before that loses what was saved, which README
        // says.
        if (HAS_KEEPER) TimeUnit.SECONDS.sleep(6);
        killNow();
    }

    /** Kwalletd6 first, which would have ksecretd started again. */
    private void killNow() throws Exception {
        kill(SERVICE);
        if (HAS_KEEPER) kill(KSecretD.NAME);
    }

    private void kill(String service) throws Exception {
        String pid = output(
                        "dbus-send",
                        "--session",
                        "--print-reply=literal",
                        "--dest=org.freedesktop.DBus",
                        "/",
                        "org.freedesktop.DBus.GetConnectionUnixProcessID",
                        "string:" + service)
                .replaceAll(".*uint32", "")
                .strip();
        if (pid.isEmpty()) return;
        session.run("kill", "-9", pid);
        await(
                "nobody",
                () -> !ProcessHandle.of(Long.parseLong(pid))
                        .map(ProcessHandle::isAlive)
                        .orElse(false));
    }

    /** The wizard of a person's first wallet, or the window that asks for a wallet's password. */
    @Override
    void answer(Window window, boolean agrees) throws Exception {
        if (!agrees) {
            press(window, "Escape");
            return;
        }
        if (output("xdotool", "getwindowgeometry", window.id()).contains("500x")) {
            closing(window, () -> {
                String[] classic = DAEMON.endsWith("5") ? new String[] {"109", "167"} : new String[] {"119", "134"};
                session.run("xdotool", "mousemove", "--window", window.id(), classic[0], classic[1], "click", "1");
                session.run("xdotool", "key", "Return");
                return () -> {};
            });
        } else if (Files.exists(directory.resolve("kwalletd/kdewallet.kwl"))) {
            fill(window, PASSWORD);
        } else {
            fill(window, PASSWORD, PASSWORD);
        }
    }

    @Override
    String windowClass() {
        return HAS_KEEPER ? DAEMON + "|ksecretd" : DAEMON;
    }

    /** The folders of the wallet, by its own interface. */
    String folders(String handle) throws Exception {
        return call("folderList", "int32:" + handle, "string:Keytray");
    }

    String call(String method, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("dbus-send", "--session", "--print-reply", "--dest=" + SERVICE));
        command.addAll(List.of("/modules/" + DAEMON, "org.kde.KWallet." + method));
        command.addAll(List.of(arguments));
        return output(command.toArray(String[]::new));
    }

    /** The bus started it, and does not end it. */
    @Override
    public void close() throws Exception {
        killNow();
        super.close();
    }
}
