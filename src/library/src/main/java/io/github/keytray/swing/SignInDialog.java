package io.github.keytray.swing;

import io.github.keytray.GrantException;
import io.github.keytray.internal.platform.DaemonThread;
import io.github.keytray.oauth.Authorization;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.DeviceAuthorization;
import io.github.keytray.oauth.DeviceDisplay;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * A dialog over the host's window while the user signs in in the browser or on another device. It shows what to do
 * there and the time left, and the user can cancel. Where no browser opens it shows the link instead.
 *
 * <pre>{@code
 * SignInDialog dialog = new SignInDialog(frame, new SystemBrowser());
 * Grant here = new AuthorizationCodeGrant(provider, client, dialog, Duration.ofMinutes(5), clock);
 * Grant elsewhere = new DeviceGrant(provider, client, dialog, Duration.ofMinutes(5), clock);
 * }</pre>
 *
 * @since 0.1
 */
public final class SignInDialog implements Browser, DeviceDisplay {
    /** Most of the time it is known by then whether there is a browser, and the window has its final size at once. */
    private static final long GLANCE_MILLIS = 250;

    private final @Nullable Window owner;
    private final Browser browser;
    private final boolean offersOther;
    private final Messages messages;
    private volatile boolean otherWanted;
    private volatile @Nullable Throwable failure;

    /**
     * A dialog over a window of the host.
     *
     * @param owner the window that the dialog belongs to, or null
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
        BrowserOpening opening = new BrowserOpening(authorization);
        try {
            CompletableFuture<Boolean> verdict = opening.browse();
            BrowserWindow window = opening.makeWindow();
            awaitBriefly(verdict);
            SwingUtilities.invokeLater(() -> show(window::show, authorization));
            return opening;
        } catch (InterruptedException | RuntimeException | Error unopened) {
            opening.close();
            throw unopened;
        }
    }

    private static void awaitBriefly(CompletableFuture<Boolean> verdict) throws InterruptedException {
        try {
            verdict.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stillOpening) {
            // The window opens without the link, and shows it when there is no browser after all.
        }
    }

    @Override
    public Handle show(DeviceAuthorization authorization) throws InterruptedException {
        WindowClasses.load();
        DeviceWindow window = Edt.call(
                () -> new DeviceWindow(owner, messages, authorization, other(authorization)), DeviceWindow::close);
        SwingUtilities.invokeLater(() -> show(window::show, authorization));
        return () -> SwingUtilities.invokeLater(window::close);
    }

    /** An authorization whose window cannot be shown ends: the user could not see or cancel it. */
    private void show(Runnable window, Authorization authorization) {
        try {
            window.run();
        } catch (RuntimeException | Error fault) {
            failure = fault;
            authorization.cancel();
        }
    }

    /**
     * Throws the exception that prevented the window.
     *
     * @return the exception to throw where the window was shown
     */
    GrantException.Cancelled orFailure(GrantException.Cancelled cancelled) {
        Throwable fault = failure;
        if (fault instanceof Error error) throw error;
        if (fault instanceof RuntimeException bug) throw bug;
        return cancelled;
    }

    private @Nullable Runnable other(Authorization authorization) {
        if (!offersOther) return null;
        return () -> {
            otherWanted = true;
            authorization.cancel();
        };
    }

    /** The browser, and a window beside it. */
    private final class BrowserOpening implements Handle {
        private final Authorization authorization;
        private final CompletableFuture<BrowserWindow> window = new CompletableFuture<>();
        private final List<Handle> visits = new ArrayList<>();
        private boolean isOver;

        BrowserOpening(Authorization authorization) {
            this.authorization = authorization;
        }

        /** While the browser opens. */
        BrowserWindow makeWindow() throws InterruptedException {
            WindowClasses.load();
            BrowserWindow made = BrowserWindow.make(owner, messages, authorization, this::browse, other(authorization));
            window.complete(made);
            return made;
        }

        private void tell(Consumer<BrowserWindow> news) {
            window.thenAccept(made -> SwingUtilities.invokeLater(() -> news.accept(made)));
        }

        /** Opens the browser without waiting for it; true when one opened. */
        CompletableFuture<Boolean> browse() {
            CompletableFuture<Boolean> verdict = new CompletableFuture<>();
            Thread thread = new DaemonThread("keytray-browse", () -> {
                try {
                    take(browser.open(authorization));
                    tell(BrowserWindow::showOpened);
                    verdict.complete(true);
                } catch (GrantException | InterruptedException | RuntimeException | Error noBrowser) {
                    tell(BrowserWindow::showLink);
                    verdict.complete(false);
                }
            });
            thread.start();
            return verdict;
        }

        /** A visit that begins when the authorization has ended is over at once. */
        private void take(Handle visit) {
            boolean late;
            synchronized (visits) {
                late = isOver;
                if (!late) visits.add(visit);
            }
            if (late) visit.close();
        }

        @Override
        public void close() {
            tell(BrowserWindow::close);
            List<Handle> out;
            synchronized (visits) {
                isOver = true;
                out = List.copyOf(visits);
            }
            out.forEach(Handle::close);
        }
    }
}
