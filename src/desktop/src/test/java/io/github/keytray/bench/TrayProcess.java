package io.github.keytray.bench;

import io.github.keytray.Account;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.testing.Programs;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A tray that runs, hidden. */
record TrayProcess(Process process, BrokerClient client) implements AutoCloseable {
    /** Starts it and waits for its first answer. */
    static TrayProcess start(Path launcher) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "tray", "--hidden").inheritIO();
        Programs.apply(Map.of("JAVA_TOOL_OPTIONS", ""), builder);
        TrayProcess tray = new TrayProcess(
                builder.start(), new BrokerClient(Directories.current().runtime()));
        while (tray.client.ask(question(1)) == null) TimeUnit.MILLISECONDS.sleep(5);
        return tray;
    }

    static BrokerRequest question(int number) {
        return new BrokerRequest(
                new Account(StoredAccounts.ISSUER, StoredAccounts.client(number)), null, Set.of(), null);
    }

    boolean has(int number) throws InterruptedException {
        return client.ask(question(number)) instanceof BrokerResponse.Granted;
    }

    Path socket() {
        return Directories.current().runtime().resolve(BrokerClient.NAME);
    }

    /** What asks it for the first account's token. */
    String line() {
        return question(1).line().strip();
    }

    /**
     * What the launcher gave the Java that runs there, but for the archive of ready classes: one that is another program's would
     * leave a JVM without any, and Java brings its own.
     */
    List<String> flags() {
        List<String> arguments = List.of(process.toHandle().info().arguments().orElseThrow());
        return arguments.subList(0, arguments.indexOf("-jar")).stream()
                .filter(argument -> !argument.startsWith("-XX:SharedArchiveFile="))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** A program with nothing but itself on its class path, and with the launcher's options for a command. */
    static List<String> least(Class<?> main, String... args) throws URISyntaxException {
        Path classes =
                Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>(List.of(Programs.javaCommand()));
        command.add("@" + Path.of(System.getProperty("keytray.app")).resolveSibling("keytray.vmoptions"));
        command.addAll(List.of("-cp", classes.toString(), main.getName()));
        command.addAll(List.of(args));
        return command;
    }
}
