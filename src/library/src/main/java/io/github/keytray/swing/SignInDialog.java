package io.github.keytray.swing;

import io.github.keytray.GrantException;
import io.github.keytray.oauth.Authorization;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.DeviceAuthorization;
import io.github.keytray.oauth.DeviceDisplay;
import java.awt.Window;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Shown over the host's window while the browser, or another device, is out: what to do there, the time left, and a way
 * out. Where no browser opens it shows the link instead.
 *
 * <pre>{@code
 * SignInDialog dialog = new SignInDialog(frame, new SystemBrowser());
 * Grant here = new AuthorizationCodeGrant(provider, client, dialog, Duration.ofMinutes(5), clock);
 * Grant elsewhere = new DeviceGrant(provider, client, dialog, Duration.ofMinutes(5), clock);
 * }</pre>
 */
public final class SignInDialog implements Browser, DeviceDisplay {
    /** Most of the time it is known by then whether there is a browser, and the window has its final size at once. */
    private static final long GLANCE_MILLIS = 250;

    private final @Nullable Window owner;
    private final Browser browser;
    private final boolean offersOther;
    private final Messages messages;
    private volatile boolean otherWanted;

    /**
     * A dialog over a window of the host.
     *
     * @param owner the window that waits meanwhile, or null
     * @param browser opens the page
     */
    public SignInDialog(@Nullable Window owner, Browser browser) {
        this(owner, browser, false);
    }

    /** @param offersOther whether the person may leave the browser for another device, and that for the browser */
    SignInDialog(@Nullable Window owner, Browser browser, boolean offersOther) {
        this.owner = owner;
        this.browser = browser;
        this.offersOther = offersOther;
        this.messages = Messages.of(owner);
    }

    /** Whether the authorization was cancelled because the person wants to sign in the other way. */
    boolean isOtherWanted() {
        return otherWanted;
    }

    @Override
    public Handle open(Authorization authorization) throws InterruptedException {
        BrowserOpening opening = Edt.call(() -> new BrowserOpening(authorization));
        CompletableFuture<Boolean> verdict = opening.browse();
        try {
            verdict.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stillOpening) {
            // The window opens without the link, and shows it when there is no browser after all.
        }
        SwingUtilities.invokeLater(opening.window::show);
        return () -> SwingUtilities.invokeLater(opening.window::close);
    }

    @Override
    public Handle show(DeviceAuthorization authorization) throws InterruptedException {
        DeviceWindow window = Edt.call(() -> new DeviceWindow(owner, messages, authorization, other(authorization)));
        SwingUtilities.invokeLater(window::show);
        return () -> SwingUtilities.invokeLater(window::close);
    }

    private @Nullable Runnable other(Authorization authorization) {
        if (!offersOther) return null;
        return () -> {
            otherWanted = true;
            authorization.cancel();
        };
    }

    /** A window, and the browser beside it. */
    private final class BrowserOpening {
        private final Authorization authorization;
        private final BrowserWindow window;

        BrowserOpening(Authorization authorization) {
            this.authorization = authorization;
            this.window =
                    new BrowserWindow(owner, messages, host(authorization.uri()), authorization, this::browse, other(authorization));
        }

        /** Opens the browser without waiting for it; true when one opened. */
        CompletableFuture<Boolean> browse() {
            CompletableFuture<Boolean> verdict = new CompletableFuture<>();
            Thread thread = new Thread(
                    () -> {
                        try {
                            browser.open(authorization);
                            SwingUtilities.invokeLater(window::showOpened);
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
    }

    private static String host(URI page) {
        return page.getHost() == null ? page.toString() : page.getHost();
    }
}
