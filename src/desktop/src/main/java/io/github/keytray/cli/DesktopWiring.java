package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainMove;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.DeviceDisplay;
import io.github.keytray.swing.SavePrompt;
import io.github.keytray.swing.SignInDialog;
import io.github.keytray.swing.SystemBrowser;
import io.github.keytray.tray.setup.Setup;
import io.github.keytray.tray.theme.Theme;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The parts of a person's desktop, or of a terminal where there is none. */
final class DesktopWiring implements Wiring {
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final Display display;
    private boolean isTold;
    private boolean isThemed;
    private final Map<Account, String> resources = new ConcurrentHashMap<>();
    private @Nullable Setup setup;

    DesktopWiring(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
        this.display = new Display(environment, Platform.current() == Platform.LINUX);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Path providers() {
        return directories().providers();
    }

    @Override
    public AccountStore keychain(Account account, @Nullable String clientSecret) {
        return new KeychainUserStore(keychain(), account).withClientSecret(clientSecret);
    }

    /** Where the keychain asks in a window that does not say why, a line does. */
    private Keychain keychain() {
        return Keychain.system().guidedBy((name, cancel) -> {
            terminal.say(
                    "keytray: " + name + " is asking you in a window of its own: unlock the database there, and allow"
                            + " the entries named \"keytray\". It waits for two minutes; Ctrl-C cancels.");
            return () -> {};
        });
    }

    @Override
    public Optional<String> clientSecret(Account account) throws GrantException, InterruptedException {
        KeychainUserStore store = new KeychainUserStore(keychain(), account);
        Optional<String> secret = store.clientSecret();
        store.knownResource().ifPresent(resource -> resources.put(account, resource));
        return secret;
    }

    @Override
    public Optional<String> resource(Account account) {
        return Optional.ofNullable(resources.get(account));
    }

    @Override
    public List<IndexedUser> accounts() throws GrantException, InterruptedException {
        return keychain().indexedUsers();
    }

    @Override
    public Optional<KeychainMove> move(@Nullable String from, @Nullable String to)
            throws GrantException, InterruptedException {
        return KeychainMove.between(keychain(), from, to);
    }

    @Override
    public synchronized Setup setup() {
        Setup known = setup;
        if (known == null) setup = known = Setup.read(directories());
        return known;
    }

    @Override
    public List<Check> checks() {
        Setup setup = setup();
        List<Check> checks = new ArrayList<>(Checks.ofMachine(environment, display, Keychain.system(), tray(), setup));
        for (String issuer : issuers(setup)) checks.addAll(Checks.ofProvider(setup.provider(issuer), clock()));
        return checks;
    }

    /** Where people are signed in here, or may be. */
    private static Set<String> issuers(Setup setup) {
        Set<String> issuers = new TreeSet<>();
        setup.providers().forEach(known -> issuers.add(known.issuer()));
        try {
            Keychain.system()
                    .unattended()
                    .indexedUsers()
                    .forEach(entry -> issuers.add(entry.account().issuer()));
        } catch (GrantException unknown) {
            // The keychain's own check says why.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return issuers;
    }

    @Override
    public BrokerClient tray() {
        return new BrokerClient(directories().runtime());
    }

    @Override
    public Display display() {
        return display;
    }

    @Override
    public Terminal terminal() {
        return terminal;
    }

    /** At a terminal the user cancels by Ctrl-C; without a terminal, a window is shown. */
    @Override
    public Browser browser() {
        Browser system = new SystemBrowser();
        if (!isWindowed()) return new TerminalBrowser(system, terminal, true);
        SignInDialog dialog = new SignInDialog(null, system);
        return authorization -> {
            installTheme();
            return dialog.open(authorization);
        };
    }

    @Override
    public Browser link() {
        return new TerminalBrowser(new SystemBrowser(), terminal, false);
    }

    @Override
    public DeviceDisplay device() {
        if (isWindowed()) {
            SignInDialog dialog = new SignInDialog(null, new SystemBrowser());
            return authorization -> {
                installTheme();
                return dialog.show(authorization);
            };
        }
        TerminalQr picture = TerminalQr.of(environment, terminal.isThere(), Charset.defaultCharset());
        return new TerminalDevice(terminal, picture, clock());
    }

    @Override
    public AutoLoginWidget widget(Account account) {
        if (!hasWindows()) return new TerminalWidget(terminal, account.host());
        installTheme();
        return new SavePrompt(null, account, Keychain.system().name());
    }

    private boolean isWindowed() {
        // First the display, whose absence has to be known before anything else asks for the desktop.
        return hasWindows() && !terminal.isThere();
    }

    private boolean hasWindows() {
        Optional<String> problem = display.windowProblem();
        if (problem.isPresent() && display.isNamed() && !isTold) {
            isTold = true;
            terminal.say("keytray: " + problem.get());
        }
        return problem.isEmpty();
    }

    /** Before the first window. */
    private synchronized void installTheme() {
        if (!isThemed) Theme.install(environment);
        isThemed = true;
    }

    private Directories directories() {
        return new Directories(Platform.current(), environment);
    }
}
