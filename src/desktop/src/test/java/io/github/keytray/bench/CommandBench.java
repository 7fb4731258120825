package io.github.keytray.bench;

import io.github.keytray.bench.Stopwatch.Contender;
import io.github.keytray.testing.Programs;
import java.util.ArrayList;
import java.util.List;

/** {@code keytray token}, as a whole process. */
record CommandBench(Builds builds, Report report, int rounds) {
    void withoutTray() throws Exception {
        StoredAccounts.storeBareEntry();
        List<Contender> contenders = builds.running(StoredAccounts.token());
        contenders.add(Contender.process("one entry by java-keyring alone", java(BareKeyring.class, "bench", "bench")));
        contenders.add(Contender.process("java Hello", java(Hello.class)));
        report.group("keytray token, without the tray, as a whole process", Stopwatch.race(rounds, contenders));
        report.group("keytray token, without the tray, with options", options());
    }

    void withTray(TrayProcess tray) throws Exception {
        List<Contender> contenders = builds.running(StoredAccounts.token());
        contenders.add(Contender.process(
                "the least Java program that asks the socket",
                TrayProcess.least(AskSocket.class, tray.socket().toString(), tray.line())));
        report.group("keytray token, with the tray, as a whole process", Stopwatch.race(rounds, contenders));
        report.group("keytray token, with the tray, with options", options());
    }

    private List<Row> options() throws Exception {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(with("plain"));
        contenders.add(with("--min-validity 5m", "--min-validity", "5m"));
        contenders.add(with("--json", "--json"));
        contenders.add(with("--scope openid", "--scope", "openid"));
        return Stopwatch.race(rounds, contenders);
    }

    private Contender with(String name, String... options) {
        return Builds.process(name, builds.best(), StoredAccounts.token(options));
    }

    private static List<String> java(Class<?> main, String... args) {
        List<String> command = new ArrayList<>(Programs.java(main, args));
        command.add(1, "-Xshare:auto");
        return command;
    }
}
