package io.github.keytray.client;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Signs a person in to an application that cannot take the Keytray library, because it runs on Java 8 to 16 or its class
 * path must not be touched. This class needs Java 8 and nothing else: it runs the {@code keytray} command that is installed
 * on the machine, whose own windows appear where a person is needed.
 *
 * <pre>{@code
 * KeytrayClient keytray = new KeytrayClient("https://login.acme.example/realms/staff", "orders-desktop");
 * String token = keytray.signIn();      // once, at the start: asks the person if it must
 * String later = keytray.token();       // before each call: never asks
 * }</pre>
 *
 * <p>Calls block, for as long as a person takes; {@code token()} for a moment. Never call one on the event dispatch thread.
 * Safe for any thread. A token is in no file, argument or log.
 */
public final class KeytrayClient {
    /** Why there is no token. */
    public enum Reason {
        /** The command is not installed, or could not be run. */
        NOT_INSTALLED,
        /** A fault of Keytray's own, an answer that it does not give, or none in time. */
        FAULT,
        /** Issuer or client id are not what they should be. */
        WRONG_USAGE,
        /** A person has to sign in: {@link KeytrayClient#signIn}. */
        SIGN_IN_NEEDED,
        /** The person said no, or took too long. */
        CANCELLED,
        /** The provider cannot be reached; trying again later can help. */
        UNREACHABLE,
        /** The provider refused. */
        REJECTED,
        /** An answer could not be trusted. */
        UNTRUSTED,
        /** The keychain is absent, locked or out of order. */
        KEYCHAIN;

        static Reason of(int exit) {
            switch (exit) {
                case 2:
                    return WRONG_USAGE;
                case 3:
                    return SIGN_IN_NEEDED;
                case 4:
                    return CANCELLED;
                case 5:
                    return UNREACHABLE;
                case 6:
                    return REJECTED;
                case 7:
                    return UNTRUSTED;
                case 8:
                    return KEYCHAIN;
                default:
                    return FAULT;
            }
        }
    }

    /** Why there is no token; the message is a sentence for the person. */
    public static final class KeytrayException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Reason reason;

        KeytrayException(Reason reason, String message, Throwable cause) {
            super(message, cause);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    private static final String VARIABLE = "KEYTRAY_COMMAND";
    /** Those of the application's own Java, which would start the command with a Java, or options, that do not fit it. */
    private static final List<String> NOT_HANDED_DOWN = Collections.unmodifiableList(
            Arrays.asList("JAVA_HOME", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));

    /** One line of what a token may hold (RFC 6749 Appendix A.12), without what only a page or a quoted text has. */
    private static final Pattern TOKEN = Pattern.compile("[!#-;=?-\\[\\]-~]+");

    /** Longer than any token, and short enough to be held in memory. */
    private static final int LONGEST = 64 * 1024;

    private static final long TOKEN_SECONDS = 120;
    private static final long SIGN_IN_SECONDS = 900;

    private final List<String> account;
    private final File given;
    private final Map<String, String> environment;
    private final long tokenSeconds;

    /**
     * A client that finds the command by itself: by the variable {@code KEYTRAY_COMMAND}, on the {@code PATH}, and in the
     * usual places.
     *
     * @param issuer the provider, as it writes itself
     * @param clientId the client id that is registered there
     */
    public KeytrayClient(String issuer, String clientId) {
        this(issuer, clientId, null);
    }

    /**
     * A client that knows where the command is.
     *
     * @param command the command, or null to find it
     */
    public KeytrayClient(String issuer, String clientId, File command) {
        this(issuer, clientId, command, System.getenv());
    }

    KeytrayClient(String issuer, String clientId, File command, Map<String, String> environment) {
        this(issuer, clientId, command, environment, TOKEN_SECONDS);
    }

    KeytrayClient(String issuer, String clientId, File command, Map<String, String> environment, long tokenSeconds) {
        if (issuer.isEmpty() || clientId.isEmpty()) throw new IllegalArgumentException("Empty issuer or client id");
        this.account = Collections.unmodifiableList(Arrays.asList("--issuer", issuer, "--client-id", clientId));
        this.given = command;
        this.environment = environment;
        this.tokenSeconds = tokenSeconds;
    }

    /**
     * A valid access token of the stored user. Never prompts the user.
     *
     * @throws KeytrayException with {@link Reason#SIGN_IN_NEEDED} when the user has to sign in
     */
    public String token() throws KeytrayException, InterruptedException {
        String line = run("token", tokenSeconds);
        String token = line.endsWith("\r\n")
                ? line.substring(0, line.length() - 2)
                : line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        if (TOKEN.matcher(token).matches()) return token;
        throw new KeytrayException(
                Reason.FAULT,
                "The keytray command gave no token, but something else. Update it, or set " + VARIABLE
                        + " to the right command.",
                null);
    }

    /** A valid access token, for which a person is asked to sign in if need be. */
    public String signIn() throws KeytrayException, InterruptedException {
        try {
            return token();
        } catch (KeytrayException problem) {
            if (problem.reason() != Reason.SIGN_IN_NEEDED) throw problem;
        }
        run("login", SIGN_IN_SECONDS);
        try {
            return token();
        } catch (KeytrayException problem) {
            if (problem.reason() != Reason.SIGN_IN_NEEDED) throw problem;
            throw new KeytrayException(
                    Reason.CANCELLED,
                    "You signed in, but did not want to stay signed in, so there is nothing to work with."
                            + " Sign in again and answer yes.",
                    problem);
        }
    }

    private String run(String verb, long seconds) throws KeytrayException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(command());
        command.add(verb);
        command.addAll(account);
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().keySet().removeAll(NOT_HANDED_DOWN);
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw notInstalled(e);
        }
        OutputReader out = new OutputReader(process.getInputStream());
        OutputReader err = new OutputReader(process.getErrorStream());
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new KeytrayException(
                        Reason.FAULT, "Keytray did not end in time. Run it by hand to see what it waits for.", null);
            }
            int exit = process.exitValue();
            if (exit == 0 && out.isTooLong()) return "";
            if (exit == 0) return out.text();
            throw new KeytrayException(Reason.of(exit), sentence(err.text()), null);
        } finally {
            process.destroy();
        }
    }

    /** What Keytray says to the person: its last line, without its name. */
    private static String sentence(String err) {
        String last = "Keytray ended without a word. Run it by hand to see why.";
        for (String line : err.split("\\R", -1)) {
            if (line.startsWith("keytray: ")) last = line.substring("keytray: ".length());
        }
        return last;
    }

    private String command() throws KeytrayException {
        if (given != null) return given.getPath();
        String named = environment.get(VARIABLE);
        if (named != null && !named.isEmpty()) return named;
        for (File place : places()) {
            if (place.isFile() && place.canExecute()) return place.getPath();
        }
        throw notInstalled(null);
    }

    private List<File> places() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> folders = new ArrayList<>(Arrays.asList(value("PATH").split(File.pathSeparator, -1)));
        if (windows) {
            folders.add(value("LOCALAPPDATA") + "\\Programs\\Keytray");
            folders.add(value("ProgramFiles") + "\\Keytray");
        } else {
            folders.add(value("HOME") + "/.local/bin");
            folders.addAll(Arrays.asList(
                    "/usr/local/bin",
                    "/usr/bin",
                    "/opt/keytray/bin",
                    "/opt/keytray",
                    "/opt/homebrew/bin",
                    "/Applications/Keytray.app/Contents/MacOS"));
        }
        List<File> places = new ArrayList<>();
        for (String folder : folders) {
            for (String name :
                    windows ? new String[] {"keytray.exe", "keytray.cmd", "keytray.bat"} : new String[] {"keytray"}) {
                // A relative folder, or none, would be the folder in which the application was started.
                File place = new File(folder, name);
                if (place.isAbsolute()) places.add(place);
            }
        }
        return places;
    }

    private String value(String variable) {
        String value = environment.get(variable);
        return value == null ? "" : value;
    }

    private static KeytrayException notInstalled(Throwable cause) {
        return new KeytrayException(
                Reason.NOT_INSTALLED,
                "Keytray is not installed, or cannot be run. Install it, or set " + VARIABLE + " to its command.",
                cause);
    }

    /** Reads the output of a process to its end, and holds only as much of it as is useful. */
    private static final class OutputReader extends Thread {
        private final InputStream in;
        private final ByteArrayOutputStream said = new ByteArrayOutputStream();

        OutputReader(InputStream in) {
            super("keytray-client");
            this.in = in;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            byte[] bytes = new byte[4096];
            try {
                for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                    // One byte more than the limit is held, to detect that the output was too long.
                    said.write(bytes, 0, Math.max(0, Math.min(n, LONGEST + 1 - said.size())));
                }
            } catch (IOException ended) {
                // What was said until then is all there is.
            }
        }

        boolean isTooLong() throws InterruptedException {
            join(5_000);
            return said.size() > LONGEST;
        }

        String text() throws InterruptedException {
            join(5_000);
            return new String(said.toByteArray(), Charset.defaultCharset());
        }
    }
}
