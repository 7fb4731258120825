package io.github.keytray.bench;

import io.github.keytray.bench.Stopwatch.Contender;
import io.github.keytray.testing.Programs;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The first silent sign-in of a host that has just started, with the library's jar as it ships. */
record HostBench(Report report, int rounds) {
    void withoutTray() throws Exception {
        StoredAccounts.storeBareEntry();
        report.group(
                "First silent sign-in in a young host, without the tray",
                Stopwatch.race(rounds, List.of(keyring(), host("Keytray", "store"))));
    }

    void withTray(TrayProcess tray) throws Exception {
        while (!tray.has(1)) TimeUnit.MILLISECONDS.sleep(20);
        Contender least =
                young("the least that asks the socket", "ask", tray.socket().toString(), tray.line());
        Contender session = FirstSessionBench.host(
                "by SwingSignIn, in a host with windows",
                HostLibrary.current(),
                StoredAccounts.ISSUER,
                StoredAccounts.client(1),
                "stored",
                "windows");
        report.group(
                "First silent sign-in in a young host, with the tray",
                Stopwatch.race(rounds, List.of(keyring(), host("Keytray", "tray"), session, least)));
    }

    private static Contender keyring() {
        return young("Keyring.create() and getPassword", "keyring");
    }

    private static Contender host(String name, String from) {
        return young(name, from, StoredAccounts.ISSUER, StoredAccounts.client(1));
    }

    /** What a process says it has waited. It is started as most hosts are, without options. */
    private static Contender young(String name, String... args) {
        List<String> command = Programs.java(FirstToken.class, args);
        return new Contender(name, () -> Cost.toldBy(name, command));
    }
}
