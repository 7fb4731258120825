package io.github.keytray.keychain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.UserStoreContract;
import io.github.keytray.swing.SavePrompt;
import io.github.keytray.testing.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another JVM that uses the keychain: reads a command a line, answers a line, and returns from main at the end. */
final class KeychainProbe {
    static final Account ACCOUNT = new Account("https://login.acme.example/probe", "orders");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Listening LISTENING = new Listening();

    private final KeychainUserStore store = new KeychainUserStore(Keychain.system(), ACCOUNT);
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    private final PrintStream out = new PrintStream(System.out, true, UTF_8);

    private final Thread waiting = new Thread(() -> {
        try {
            store.getDefaultUser();
        } catch (GrantException | InterruptedException e) {
            // As it was asked to.
        }
    });

    private KeychainProbe() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        KeychainProbe probe = new KeychainProbe();
        for (String line = probe.in.readLine(); line != null; line = probe.in.readLine()) {
            probe.out.println(probe.answer(line));
        }
    }

    private String answer(String command) throws InterruptedException {
        try {
            return answer(command.split(" ", -1));
        } catch (StoreUnavailable e) {
            return e.reason() + ": " + e.getMessage();
        } catch (GrantException e) {
            return e.toString();
        }
    }

    private String answer(String[] command) throws GrantException, InterruptedException {
        switch (command[0]) {
            case "doctor" -> {
                return Keychain.system().probe() ? "wrote" : "looked";
            }
            case "background" -> {
                return new KeychainUserStore(Keychain.system().unattended(), ACCOUNT)
                        .getDefaultUser()
                        .map(StoredUser::user)
                        .map(Object::toString)
                        .orElse("nobody");
            }
            case "guided" -> {
                Keychain guided = Keychain.system().guidedBy(SavePrompt.keychainGuide(null));
                return new KeychainUserStore(guided, ACCOUNT)
                        .getDefaultUser()
                        .map(StoredUser::user)
                        .map(Object::toString)
                        .orElse("nobody");
            }
            case "move" -> {
                KeychainMove move = KeychainMove.between(
                                Keychain.system(), null, command.length > 1 ? command[1] : null)
                        .orElse(null);
                return move == null
                        ? "nothing to move"
                        : move.run().size() + " from " + move.from() + " to " + move.to();
            }
            case "offer" -> {
                return KeychainMove.suggested(Keychain.system())
                        .map(move -> move.from() + " to " + move.to())
                        .orElse("none");
            }
            case "listen" -> LISTENING.begin();
            case "logged" -> {
                return String.valueOf(
                        LISTENING.logged(String.join(" ", List.of(command).subList(1, command.length))));
            }
            case "close" -> Keychain.system().close();
            case "name" -> {
                return Keychain.system().name();
            }
            case "list" -> {
                return String.valueOf(Keychain.system().indexedUsers().size());
            }
            case "wait" -> waiting.start();
            case "stop" -> {
                waiting.interrupt();
                waiting.join();
            }
            case "put" -> store.putDefaultUser(UserStoreContract.user(command[1]));
            case "put-large" -> store.putDefaultUser(SimulatedKeyringTest.realistic(command[1], 10_000));
            case "delete" -> store.change(roster -> Roster.EMPTY);
            case "hold-and-put" ->
                store.exclusively(PATIENCE, () -> {
                    out.println("held");
                    try {
                        in.readLine();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    store.putDefaultUser(UserStoreContract.user("bob"));
                    return "stored";
                });
            case "hold" ->
                store.exclusively(PATIENCE, () -> {
                    out.println("held");
                    try {
                        return in.readLine();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            default -> {
                return store.getDefaultUser()
                        .map(StoredUser::user)
                        .map(Object::toString)
                        .orElse("nobody");
            }
        }
        return "done";
    }

    static ProcessBuilder command() {
        List<String> command = Programs.java(KeychainProbe.class);
        command.add(1, "-XX:TieredStopAtLevel=1");
        return new ProcessBuilder(command);
    }

    static Jvm start(ProcessBuilder builder) throws IOException {
        return new Jvm(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** The other JVM. */
    static final class Jvm implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;
        private final PrintStream commands;

        private Jvm(Process process) {
            this.process = process;
            this.answers = process.inputReader(UTF_8);
            this.commands = new PrintStream(process.getOutputStream(), true, UTF_8);
        }

        PendingAnswer ask(String command) {
            commands.println(command);
            return new PendingAnswer(CompletableFuture.supplyAsync(() -> {
                try {
                    return String.valueOf(answers.readLine());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }

        String answer(String command) throws Exception {
            return ask(command).text();
        }

        /** Closes its input and waits until it exits by itself. */
        boolean exits(Duration patience) throws InterruptedException {
            commands.close();
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() throws InterruptedException {
            kill();
        }
    }

    /** What the other JVM will have answered. */
    record PendingAnswer(CompletableFuture<String> future) {
        String text() throws Exception {
            return future.get(60, TimeUnit.SECONDS);
        }

        boolean within(Duration patience) throws InterruptedException, ExecutionException {
            try {
                future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            }
        }
    }
}
