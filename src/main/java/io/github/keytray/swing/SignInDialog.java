package io.github.keytray.swing;

import io.github.keytray.GrantException;
import io.github.keytray.oauth.Authorization;
import io.github.keytray.oauth.Browser;
import java.awt.Window;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Shown over the host's window while the browser is out: what to do there, the time left, Cancel, Open again, Copy link.
 * Where no browser opens it shows the link instead.
 *
 * <pre>{@code
 * Browser browser = new SignInDialog(frame, new SystemBrowser());
 * Grant grant = new AuthorizationCodeGrant(provider, client, browser, Duration.ofMinutes(5), clock);
 * }</pre>
 */
public final class SignInDialog implements Browser {
    /** Most of the time it is known by then whether there is a browser, and the window has its final size at once. */
    private static final long GLANCE_MILLIS = 250;

    private final @Nullable Window owner;
    private final Browser browser;

    /**
     * A dialog over a window of the host.
     *
     * @param owner the window that waits meanwhile, or null
     * @param browser opens the page
     */
    public SignInDialog(@Nullable Window owner, Browser browser) {
        this.owner = owner;
        this.browser = browser;
    }

    @Override
    public Visit open(Authorization attempt) throws InterruptedException {
        String host = host(attempt.uri());
        SignInWindow window = Edt.call(() -> new SignInWindow(owner, host, attempt, again -> browse(attempt, again)));
        CompletableFuture<Boolean> verdict = browse(attempt, window);
        try {
            verdict.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stillOpening) {
            // The window opens without the link, and shows it when there is no browser after all.
        }
        SwingUtilities.invokeLater(window::show);
        return () -> close(window);
    }

    /** Opens the browser without waiting for it; true when one opened. */
    private CompletableFuture<Boolean> browse(Authorization attempt, SignInWindow window) {
        CompletableFuture<Boolean> verdict = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        browser.open(attempt);
                        verdict.complete(true);
                    } catch (GrantException | InterruptedException noBrowser) {
                        SwingUtilities.invokeLater(window::showLink);
                        verdict.complete(false);
                    }
                },
                "keytray-browse");
        thread.setDaemon(true);
        thread.start();
        return verdict;
    }

    private static void close(SignInWindow window) {
        SwingUtilities.invokeLater(window::close);
    }

    private static String host(URI page) {
        return page.getHost() == null ? page.toString() : page.getHost();
    }
}
