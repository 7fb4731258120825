package io.github.keytray.swing;

import io.github.keytray.GrantException;
import io.github.keytray.oauth.Authorization;
import io.github.keytray.oauth.Browser;
import java.awt.Desktop;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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
 * The person's own browser: {@code $BROWSER}, else {@link Desktop#browse}, else the platform's command ({@code xdg-open},
 * {@code open}, {@code rundll32}). A command that fails at once is followed by the next; one that stays is a browser.
 *
 * <pre>{@code
 * Grant grant = new AuthorizationCodeGrant(provider, client, new SystemBrowser(), Duration.ofMinutes(5), clock);
 * }</pre>
 */
public final class SystemBrowser implements Browser {
    private static final String DESKTOP = "the desktop";
    private static final long VERDICT_MILLIS = 1_500;
    private static final long DESKTOP_MILLIS = 5_000;

    private final @Nullable String browserVariable;
    private final String path;
    private final List<String> platformCommand;
    private final PageOpener desktop;

    /** Opens a page by means of the desktop; false when that failed. */
    interface PageOpener {
        boolean open(URI page) throws InterruptedException;
    }

    public SystemBrowser() {
        this(System.getenv(), System.getProperty("os.name", ""), SystemBrowser::byDesktop);
    }

    SystemBrowser(Map<String, String> environment, String os, PageOpener desktop) {
        this.browserVariable = environment.get("BROWSER");
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
        if (byVariable(page) || desktop.open(page) || run(platformCommand, page)) return () -> {};
        throw new GrantException.Unreachable("No browser could be opened. Set BROWSER to the command of one.", null);
    }

    /** What would open a page, for people to read; empty where nothing would. Opens nothing. */
    public Optional<String> launcher() {
        Stream<String> named = commands().map(command -> command.get(0));
        Stream<String> platform = isDesktopThere() ? Stream.of(DESKTOP) : Stream.of(platformCommand.get(0));
        return Stream.concat(named, platform)
                .filter(command -> command.equals(DESKTOP) || isThere(command))
                .findFirst();
    }

    /** As on any Linux desktop: commands apart by colons, with the page as {@code %s} or as the last argument. */
    private Stream<List<String>> commands() {
        if (browserVariable == null) return Stream.empty();
        return Stream.of(browserVariable.split(File.pathSeparator, -1))
                .filter(command -> !command.isBlank())
                .map(command -> List.of(command.strip().split("\\s+")));
    }

    private boolean byVariable(URI page) throws InterruptedException {
        for (List<String> command : commands().toList()) {
            if (run(command, page)) return true;
        }
        return false;
    }

    private boolean isThere(String command) {
        if (command.contains("/")) return Files.isExecutable(Path.of(command));
        return Stream.of(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private static boolean isDesktopThere() {
        return Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE);
    }

    private static boolean byDesktop(URI page) throws InterruptedException {
        if (!isDesktopThere()) return false;
        CompletableFuture<Boolean> opened = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        Desktop.getDesktop().browse(page);
                        opened.complete(true);
                    } catch (IOException | RuntimeException e) {
                        opened.complete(false);
                    }
                },
                "keytray-browse");
        thread.setDaemon(true);
        thread.start();
        try {
            return opened.get(DESKTOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillOpening) {
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static boolean run(List<String> command, URI page) throws InterruptedException {
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
            return !process.waitFor(VERDICT_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private static List<String> platformCommand(String os) {
        if (os.contains("win")) return List.of("rundll32", "url.dll,FileProtocolHandler");
        return List.of(os.contains("mac") ? "open" : "xdg-open");
    }
}
