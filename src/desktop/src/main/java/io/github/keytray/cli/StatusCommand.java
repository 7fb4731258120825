package io.github.keytray.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.preauth.SignInState;
import io.github.keytray.preauth.StatusJson;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.text.TimeText;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how every sign-in is: as the tray knows it, or, where none runs, by what the keychain holds. */
@Command(
        name = "status",
        description = "Say how every sign-in is.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "With --json: tray (whether one runs), problem, and sign_ins, an array of issuer, client_id, application,"
                    + " sub,",
            "username, default, state (fresh, renewing, lapsed, offline, refused, sign_in_again, keychain_locked,"
                    + " paused),",
            "and, as the state has them, until, renewable, since, next_try and problem."
        })
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Spec
    CommandLine.Model.CommandSpec spec;

    private final Wiring wiring;

    StatusCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws GrantException, InterruptedException {
        String line =
                Optional.ofNullable(wiring.tray().status()).map(String::strip).orElse("");
        JsonObject status = StatusJson.read(line).orElse(null);
        if (status == null) {
            line = StatusJson.of(false, null, kept());
            status = StatusJson.read(line).orElseThrow();
        }
        if (json) spec.commandLine().getOut().println(line);
        else print(status);
        return ExitCode.DONE;
    }

    private List<StoredSignIn> kept() throws GrantException, InterruptedException {
        List<StoredSignIn> kept = new ArrayList<>();
        for (IndexedUser entry : wiring.accounts()) {
            if (entry.isDeclined()) continue;
            Token token = wiring.keychain(entry.account(), null)
                    .getUser(entry.user().id())
                    .map(StoredUser::token)
                    .orElse(null);
            kept.add(
                    new StoredSignIn(entry, SignInState.of(token, wiring.clock().instant(), Duration.ZERO)));
        }
        return kept;
    }

    private void print(JsonObject status) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!status.get("tray").getAsBoolean()) {
            err.println(
                    wiring.tray().isThere()
                            ? "The tray does not answer. End it, and start it again: keytray tray"
                            : "The tray is not running: sign-ins are renewed when they are used. To start it: keytray"
                                    + " tray");
        }
        String problem = text(status, "problem");
        if (problem != null) err.println("keytray: " + problem);
        if (status.getAsJsonArray("sign_ins").isEmpty()) err.println("Nobody is signed in.");
        for (JsonElement each : status.getAsJsonArray("sign_ins")) {
            JsonObject signIn = each.getAsJsonObject();
            out.println(text(signIn, "username") + "  " + text(signIn, "issuer") + "  " + text(signIn, "client_id")
                    + "  " + words(signIn));
        }
    }

    private String words(JsonObject signIn) {
        String problem = text(signIn, "problem");
        String because = problem == null ? "" : ": " + problem;
        String state = String.valueOf(text(signIn, "state"));
        return switch (state) {
            case "fresh" -> fresh(signIn);
            case "lapsed" -> "lapsed, renewed when it is used";
            case "offline" -> "offline since " + time(signIn, "since") + because;
            case "refused" -> "refused since " + time(signIn, "since") + because;
            case "sign_in_again" -> "sign in again" + because;
            case "keychain_locked" -> "keychain locked" + because;
            default -> state;
        };
    }

    private String fresh(JsonObject signIn) {
        if (text(signIn, "until") == null) return "fresh";
        boolean renewable = !"false".equals(text(signIn, "renewable"));
        return "fresh until " + time(signIn, "until")
                + (renewable ? "" : ", then sign in again: the provider gave no refresh token");
    }

    private String time(JsonObject signIn, String name) {
        return new TimeText(Locale.getDefault(), wiring.clock(), TimeZone::getDefault)
                .of(Instant.parse(String.valueOf(text(signIn, name))));
    }

    private static @Nullable String text(JsonObject json, String name) {
        JsonElement element = json.get(name);
        return element == null || element.isJsonNull() ? null : element.getAsString();
    }
}
