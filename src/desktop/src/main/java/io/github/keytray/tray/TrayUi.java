package io.github.keytray.tray;

import io.github.keytray.GrantException;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.preauth.BackgroundWork;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.tray.autostart.Autostart;
import io.github.keytray.tray.autostart.LaunchCommand;
import io.github.keytray.tray.dbus.Appearance;
import io.github.keytray.tray.dbus.DesktopNotifications;
import io.github.keytray.tray.dbus.ReconnectingBus;
import io.github.keytray.tray.icon.AwtIconView;
import io.github.keytray.tray.notice.Announcer;
import io.github.keytray.tray.notice.DesktopNotifier;
import io.github.keytray.tray.notice.Notifier;
import io.github.keytray.tray.notice.OneTimeNotice;
import io.github.keytray.tray.setup.Setup;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.text.TrayMessages;
import io.github.keytray.tray.theme.PanelAppearance;
import io.github.keytray.tray.theme.SystemAppearance;
import io.github.keytray.tray.theme.Theme;
import io.github.keytray.tray.theme.ThemeManager;
import io.github.keytray.tray.theme.TrayPictures;
import io.github.keytray.tray.x11.WindowManager;
import java.awt.AWTError;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the person sees of the tray: an icon with a menu in the way that the desktop has, a window, and notices. AWT is
 * loaded with the first of them that needs it, which is not the icon of Linux. Safe for any thread but
 * the event dispatch thread.
 */
public final class TrayUi implements AutoCloseable {
    /** A desktop that does not say in time what it looks like is found out about later. */
    private static final int FIRST_LOOK_SECONDS = 2;

    private final TrayController tray;
    private final SignInText words;
    private final Map<String, String> environment;
    private final X11Display display;
    private final BooleanSupplier windowsWork;
    private final ShownWindows shown;

    private final OneTimeNotice noTray;
    private final Notifier notifier;
    private final Announcer announcer;
    private final DesktopWatch watch;
    private final @Nullable ReconnectingBus bus;
    private final @Nullable LinuxIcon linuxIcon;
    private final @Nullable DesktopNotifications notifications;

    private TrayUi(
            SignIns signIns,
            Setup setup,
            Keychain keychain,
            Directories directories,
            InstantSource clock,
            Executor workers,
            BooleanSupplier windowsWork,
            Runnable quit) {
        shown = new ShownWindows(clock);
        this.windowsWork = windowsWork;
        environment = directories.environment();
        noTray = new OneTimeNotice(directories.state(), "no-tray", workers);
        words = new SignInText(new TrayMessages(Locale.getDefault()), clock, TimeZone::getDefault);
        display = X11Display.of(directories.environment(), LaunchCommand.command("tray", "--hidden"));
        Autostart autostart = Autostart.of(directories, LaunchCommand.command("tray", "--hidden"));
        SignInFlow signInFlow = new BrowserSignInFlow(keychain, signIns, setup, clock, workers);
        ThemeManager themeManager = new ThemeManager(new PanelAppearance(directories));
        tray = new TrayController(
                signIns, setup, autostart, signInFlow, words, themeManager, workers, this::inWindows, quit);
        tray.setDark(Theme.isDark(directories.environment()));
        if (directories.platform() == Platform.LINUX) {
            notifications = new DesktopNotifications(
                    () -> TrayPictures.read("keytray-48"), tray::activateWith, !isLxqt(environment));
            notifier = new DesktopNotifier(notifications);
            bus = new ReconnectingBus("keytray-icon");
            Appearance.follow(bus, tray::setDark);
            linuxIcon = new LinuxIcon(
                    tray,
                    bus,
                    words.text("window.title"),
                    environment,
                    display::isThere,
                    this::inWindows,
                    this::tellNoTrayLater,
                    quit);
            watch = linuxIcon.watch();
        } else {
            notifications = null;
            notifier = tray.icon();
            bus = null;
            linuxIcon = null;
            watch = new DesktopWatch(() -> lookAtSystem(directories.platform()));
            boolean unused = lookAtSystem(directories.platform());
            inAwt(this::showByAwt);
        }
        Notifier allowed = setup.policy().mayNotify() ? notifier : (title, text, action, work) -> {};
        tray.setNotifier(allowed);
        announcer = new Announcer(signIns, words, allowed, tray::open, tray::show);
        signIns.addListener(announcer);
        BackgroundWork.start(workers, () -> MoveOffer.of(keychain)).whenComplete((found, problem) -> {
            // What is wrong with the keychain is told by those who need it.
            if (problem instanceof GrantException) return;
            if (problem != null) throw new IllegalStateException(problem);
            found.ifPresent(
                    offer -> offerMove(offer, directories, setup.policy().mayNotify(), workers));
        });
    }

    /** Where sign-ins are kept in a keychain that is not the desktop's own, as after another desktop was installed. */
    private void offerMove(MoveOffer offer, Directories directories, boolean notifies, Executor workers) {
        tray.offer(offer);
        if (!notifies) return;
        String name = "move-to-" + offer.to().toLowerCase(Locale.ROOT).replace(' ', '-');
        new OneTimeNotice(directories.state(), name, workers)
                .then(() -> notifier.show(
                        words.text("notice.move.title"),
                        words.text("notice.move", offer.from(), offer.to()),
                        words.text("notice.move.act"),
                        tray::moveSignIns));
    }

    /**
     * Shows the icon; the window waits until it is asked for.
     *
     * @param windowsWork whether windows can be shown; asked before one is, on any thread, and says by itself why not
     * @param quit ends the program; called on any thread
     */
    public static TrayUi show(
            SignIns signIns,
            Setup setup,
            Keychain keychain,
            Directories directories,
            InstantSource clock,
            Executor workers,
            BooleanSupplier windowsWork,
            Runnable quit)
            throws InterruptedException {
        TrayUi ui = new TrayUi(signIns, setup, keychain, directories, clock, workers, windowsWork, quit);
        if (ui.bus != null) ui.begin(ui.bus);
        return ui;
    }

    /** Neither Windows nor macOS tells Java when it turns dark. */
    private boolean lookAtSystem(Platform platform) {
        tray.setDark(SystemAppearance.isDark(platform));
        return false;
    }

    private static boolean isLxqt(Map<String, String> environment) {
        return List.of(environment.getOrDefault("XDG_CURRENT_DESKTOP", "").split(":", -1))
                .contains("LXQt");
    }

    private void begin(ReconnectingBus bus) throws InterruptedException {
        try {
            bus.connect().get(FIRST_LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException later) {
            // It goes on.
        }
        watch.lookSoon();
    }

    /** Looks at what the desktop does not tell; the tray is awake anyway. Returns at once. */
    public void look() {
        watch.look();
    }

    /**
     * Opens the window, or brings it to the front.
     *
     * @param activation what the desktop gave with the click that asks for it (xdg-activation); empty for nothing
     */
    public void open(String activation) {
        tray.activateWith(activation);
        tray.open();
    }

    /** Whether a person is at a dialog or signs in, which the end of the process would take away. */
    public boolean isAsking() {
        if (tray.isSigningIn()) return true;
        return shown.isAny(Dialog.class);
    }

    /** Whether the window is open, and not iconified. */
    public boolean isOpen() {
        return tray.isWindowOpen();
    }

    /**
     * Looks what is shown: for how long it has been nothing but the icon, after the window was; zero where that was never open,
     * and where the icon needs AWT as windows do.
     */
    public Duration closedFor() {
        if (linuxIcon == null || !tray.hasMadeWindow()) return Duration.ZERO;
        boolean isNoticeShown = notifications != null && notifications.isAnyShown();
        if (isNoticeShown || linuxIcon.isMenuOpen()) shown.used();
        return shown.closedFor();
    }

    /** Whether the clipboard has something that was copied here: it goes with the process. May block for some seconds. */
    public boolean ownsClipboard() {
        return shown.ownsClipboard();
    }

    /** Tells once more who has to sign in again, as the tray before this one did. */
    public void remind() {
        announcer.remind();
    }

    /** Whether the notice that somebody has to sign in again is still to be read: it goes with this tray. */
    public boolean isReminding() {
        return announcer.isOpen();
    }

    private void inWindows(Runnable work) {
        if (display.isThere() && windowsWork.getAsBoolean()) inAwt(work);
    }

    /** AWT that once found no display finds none for ever: it is not begun without one. */
    private void inAwt(Runnable work) {
        if (!display.isThere()) return;
        boolean isFirst = shown.begin();
        display.use();
        boolean isHere;
        try {
            if (isFirst) WindowManager.prepare(environment);
            isHere = EventQueue.isDispatchThread();
            if (!isHere) EventQueue.invokeLater(work);
        } catch (AWTError | LinkageError noDesktop) {
            // Asking says once, to the person, why there are no windows.
            boolean unused = windowsWork.getAsBoolean();
            return;
        } catch (IllegalStateException ending) {
            // AWT does not begin in a process that ends.
            return;
        }
        if (isHere) work.run();
    }

    private void showByAwt() {
        AwtIconView iconView = AwtIconView.show(tray.themeManager(), tray::open).orElse(null);
        if (iconView == null) tellNoTray();
        else tray.icon().setView(iconView);
    }

    /** It would take the place of a notice that somebody has to sign in again. It is said at the next start then. */
    private void tellNoTrayLater() {
        if (!announcer.isOpen()) tellNoTray();
    }

    private void tellNoTray() {
        noTray.then(() -> notifier.show(
                words.text("notice.notray.title"), words.text("notice.notray"), words.text("menu.open"), tray::open));
    }

    /** Leaves the desktop's own parts; the windows go with the process. */
    @Override
    public void close() {
        watch.close();
        if (linuxIcon != null) linuxIcon.close();
        if (bus != null) bus.close();
        if (notifications != null) notifications.close();
    }
}
