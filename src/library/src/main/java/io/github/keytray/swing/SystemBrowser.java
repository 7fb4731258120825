package io.github.keytray.swing;

import io.github.keytray.GrantException;
import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.oauth.Authorization;
import io.github.keytray.oauth.Browser;
import java.awt.Desktop;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user's own browser: {@code $BROWSER}, else {@link Desktop#browse}, else the platform's command ({@code xdg-open},
 * {@code open}, {@code rundll32}). When a command fails at once, the next one is tried; a command that goes on running
 * counts as a browser.
 *
 * <p>The last command of {@code $BROWSER} may fail after it has opened the page, as {@code explorer.exe} does under WSL.
 * Nothing else is opened then, unless the same page is to be opened again.
 *
 * <pre>{@code
 * Grant grant = new AuthorizationCodeGrant(provider, client, new SystemBrowser(), Duration.ofMinutes(5), clock);
 * }</pre>
 *
 * @since 0.1
 */
public final class SystemBrowser implements Browser {
    private static final String DESKTOP = "the desktop";
    private static final long VERDICT_MILLIS = 1_500;
    private static final long DESKTOP_MILLIS = 5_000;

    /** Of a shell: the program cannot be run, or is not there. */
    private static final List<Integer> NOT_RUN = List.of(126, 127);

    private final String variable;
    private final boolean windows;
    private final String path;
    private final List<String> platformCommand;
    private final PageOpener desktop;
    private volatile @Nullable URI perhapsOpened;

    /** Opens a page by means of the desktop; false when that failed. */
    interface PageOpener {
        boolean open(URI page) throws InterruptedException;
    }

    public SystemBrowser() {
        this(System.getenv(), System.getProperty("os.name", ""), SystemBrowser::byDesktop);
    }

    SystemBrowser(Map<String, String> environment, String os, PageOpener desktop) {
        this.windows = os.toLowerCase(Locale.ROOT).startsWith("win");
        this.variable = environment.getOrDefault("BROWSER", "");
        this.path = environment.getOrDefault("PATH", "");
        this.platformCommand = platformCommand(os.toLowerCase(Locale.ROOT));
        this.desktop = desktop;
    }

    /**
     * Opens the page.
     *
     * @throws GrantException.Unreachable when there is no browser that opens; the link can still be shown
     */
    @Override
    public Handle open(Authorization authorization) throws GrantException, InterruptedException {
        URI page = authorization.uri();
        if (byVariable(page) || desktop.open(page) || run(platformCommand, page) == Verdict.OPENED) return () -> {};
        throw new GrantException.Unreachable("No browser could be opened. Set BROWSER to the command of one.", null);
    }

    /** The name of the command that would open a page, for display; empty where there is none. Opens nothing. */
    public Optional<String> launcher() {
        Stream<String> variable = named().stream().map(command -> command.get(0));
        Stream<String> platform = isDesktopThere() ? Stream.of(DESKTOP) : Stream.of(platformCommand.get(0));
        return Stream.concat(variable, platform)
                .filter(command -> command.equals(DESKTOP) || isThere(command))
                .findFirst();
    }

    private List<List<String>> named() {
        return new BrowserVariable(windows).commands(variable);
    }

    private boolean byVariable(URI page) throws InterruptedException {
        if (page.equals(perhapsOpened)) return false;
        Verdict verdict = Verdict.NOT_THERE;
        for (List<String> command : named()) {
            verdict = run(command, page);
            if (verdict == Verdict.OPENED) return true;
        }
        if (verdict == Verdict.FAILED) perhapsOpened = page;
        return verdict == Verdict.FAILED;
    }

    private boolean isThere(String command) {
        if (command.contains("/") || command.contains(File.separator)) return isProgram(command);
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> folder.replace("\"", ""))
                .anyMatch(folder -> isProgram(folder + File.separator + command));
    }

    private boolean isProgram(String file) {
        try {
            return Files.isExecutable(Path.of(file)) || (windows && Files.isExecutable(Path.of(file + ".exe")));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    /** Where there is no display that answers, the first touch of AWT throws an Error. */
    private static boolean isDesktopThere() {
        try {
            return Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE);
        } catch (RuntimeException | Error noDesktop) {
            return false;
        }
    }

    private static boolean byDesktop(URI page) throws InterruptedException {
        if (!isDesktopThere()) return false;
        CompletableFuture<Boolean> opened = new CompletableFuture<>();
        Thread thread = new DaemonThread("keytray-browse", () -> {
            try {
                Desktop.getDesktop().browse(page);
                opened.complete(true);
            } catch (IOException | RuntimeException | Error e) {
                opened.complete(false);
            }
        });
        thread.start();
        try {
            return opened.get(DESKTOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillOpening) {
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** What became of a command. */
    private enum Verdict {
        OPENED,
        /** It ran, and says that it failed. */
        FAILED,
        NOT_THERE
    }

    private static Verdict run(List<String> command, URI page) throws InterruptedException {
        List<String> line = new ArrayList<>();
        boolean placed = false;
        for (String word : command) {
            placed |= word.contains("%s");
            line.add(word.replace("%s", page.toString()));
        }
        if (!placed) line.add(page.toString());
        try {
            Process process = new ProcessBuilder(line)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(VERDICT_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() == 0)
                return Verdict.OPENED;
            return NOT_RUN.contains(process.exitValue()) ? Verdict.NOT_THERE : Verdict.FAILED;
        } catch (IOException notThere) {
            return Verdict.NOT_THERE;
        }
    }

    private static List<String> platformCommand(String os) {
        if (os.contains("win")) return List.of("rundll32", "url.dll,FileProtocolHandler");
        return List.of(os.contains("mac") ? "open" : "xdg-open");
    }
}
