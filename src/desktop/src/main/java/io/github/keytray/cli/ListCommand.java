package io.github.keytray.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.keytray.GrantException;
import io.github.keytray.keychain.IndexedUser;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the sign-ins on this machine. */
@Command(
        name = "list",
        description = "List who is signed in on this machine.",
        mixinStandardHelpOptions = true,
        footer = {"", "With --json: an array of issuer, client_id, application, sub, username, last_used, default."})
final class ListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private final Wiring wiring;

    ListCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws GrantException, InterruptedException {
        List<IndexedUser> entries =
                wiring.accounts().stream().filter(entry -> !entry.isDeclined()).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonArray array = new JsonArray();
            for (IndexedUser entry : entries) {
                JsonObject line = new JsonObject();
                line.addProperty("issuer", entry.account().issuer());
                line.addProperty("client_id", entry.account().clientId());
                line.addProperty("application", entry.application());
                line.addProperty("sub", entry.user().id());
                line.addProperty("username", entry.user().username());
                line.addProperty("last_used", day(entry));
                line.addProperty("default", entry.isDefault());
                array.add(line);
            }
            out.println(new GsonBuilder().serializeNulls().create().toJson(array));
            return ExitCode.DONE;
        }
        if (entries.isEmpty()) spec.commandLine().getErr().println("Nobody is signed in.");
        for (IndexedUser entry : entries) {
            String application = entry.application();
            out.println(entry.user().username() + "  " + entry.account().issuer() + "  "
                    + entry.account().clientId() + "  " + day(entry) + (application == null ? "" : "  " + application));
        }
        return ExitCode.DONE;
    }

    private static String day(IndexedUser entry) {
        return LocalDate.ofInstant(entry.lastUsed(), ZoneOffset.UTC).toString();
    }
}
