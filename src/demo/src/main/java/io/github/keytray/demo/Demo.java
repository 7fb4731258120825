package io.github.keytray.demo;

import io.github.keytray.GrantException;
import io.github.keytray.swing.Session;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.EmbeddedProviderBuilder;
import io.github.keytray.testkit.EndUser;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.RegisteredClient;
import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code mvn -q test-compile exec:java} */
public final class Demo {
    static final EndUser ANA = new EndUser("00u1-ana", "ana", "secret", "Ana Lima", "ana@acme.example");
    static final String CLIENT_ID = "orders-desktop";

    /** What D-Bus has to say is not for the person at the demonstration. Held, or the logger forgets its level. */
    private static final Logger DBUS = Logger.getLogger("org.freedesktop");

    private Demo() {}

    public static void main(String[] args) throws InterruptedException {
        DBUS.setLevel(Level.OFF);
        try {
            if (hasDisplay()) showWindow(System.out);
            else tellStory(System.out);
        } catch (GrantException problem) {
            fail(problem.getMessage());
        } catch (IOException | UncheckedIOException problem) {
            fail("The demonstration's own provider does not work. Is the demonstration running already? "
                    + "If not, delete " + directory() + " and try again. (" + problem.getMessage() + ")");
        }
    }

    private static void showWindow(PrintStream out) throws IOException, InterruptedException {
        try (EmbeddedProvider provider = provider("window.json").start()) {
            out.println("The window \"" + OrdersFrame.TITLE + "\" is open. If your browser asks, sign in as "
                    + ANA.username() + " with the password " + ANA.password() + ".");
            OrdersFrame.showAndWait(provider.issuer(), provider.resource(Order.RESOURCE), session -> {
                boolean silent = provider.requests(Endpoint.AUTHORIZATION).isEmpty();
                String name = session.user().username();
                out.println(
                        silent
                                ? name + " was signed in silently: no browser, no question."
                                : "The browser was needed for " + name
                                        + " to sign in. Close the window and start again: a user who stays signed in "
                                        + "does not need it any more.");
                session.addPropertyChangeListener(event -> {
                    if (session.state() == Session.State.SIGNED_OUT) out.println(name + " has signed out.");
                });
            });
        }
    }

    private static void tellStory(PrintStream out) throws GrantException, IOException, InterruptedException {
        MovableClock clock = new MovableClock();
        try (EmbeddedProvider provider = provider("terminal.json").clock(clock).start()) {
            new TerminalStory(provider, clock, out).tell();
            provider.endAllSignIns();
        }
    }

    /** The same provider at each run: its address, its key and its users' sessions are stored. */
    private static EmbeddedProviderBuilder provider(String stateFile) throws IOException {
        Files.createDirectories(directory(), ownerOnly());
        return EmbeddedProvider.builder()
                .person(ANA)
                .client(RegisteredClient.of(CLIENT_ID).withName(OrdersFrame.TITLE))
                .hint("For this demonstration: username " + ANA.username() + ", password " + ANA.password())
                .resource(Order.RESOURCE, person -> Order.json())
                .stateFile(directory().resolve(stateFile));
    }

    private static Path directory() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "keytray-demo")
                : Path.of(cache, "keytray-demo");
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Also false for a display that is named and does not answer. */
    private static boolean hasDisplay() {
        try {
            return !GraphicsEnvironment.isHeadless()
                    && GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices().length > 0;
        } catch (AWTError unreachable) {
            return false;
        }
    }

    private static void fail(String sentence) {
        System.err.println(sentence);
        System.exit(1);
    }
}
