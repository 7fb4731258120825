package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.keychain.IndexedUser;
import io.github.keytray.keychain.KeychainMove;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.DeviceDisplay;
import io.github.keytray.tray.setup.Setup;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A desk without a keychain, and without anybody at it. */
final class FakeWiring implements Wiring {
    final MemoryUserStore store = new MemoryUserStore();
    final List<Check> checks = new ArrayList<>();
    final List<IndexedUser> entries = new ArrayList<>();
    final Map<String, String> environment = new HashMap<>();
    private final Path directory;
    private final Instant now;
    Browser browser = attempt -> {
        throw new AssertionError("No browser here");
    };
    DeviceDisplay device = attempt -> {
        throw new AssertionError("No other device here");
    };
    final StringWriter said = new StringWriter();

    Setup setup = Setup.read(new Directories(Platform.WINDOWS, Map.of()));

    @Nullable
    GrantException problem;

    @Nullable
    RuntimeException bug;

    /** The store, where it is not the one in memory. */
    @Nullable
    AccountStore instead;

    /** With a tray, if there is one, that listens in this directory. */
    FakeWiring(Path directory, Instant now) {
        this.directory = directory;
        this.now = now;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Path providers() {
        return directory.resolve("providers");
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(now);
    }

    @Override
    public AccountStore keychain(Account account, @Nullable String clientSecret) {
        return instead == null ? store : instead;
    }

    @Override
    public Optional<String> clientSecret(Account account) throws GrantException {
        if (bug != null) throw bug;
        if (problem != null) throw problem;
        return Optional.empty();
    }

    @Override
    public List<IndexedUser> accounts() {
        return entries;
    }

    @Override
    public BrokerClient tray() {
        return new BrokerClient(directory);
    }

    @Override
    public Optional<KeychainMove> move(@Nullable String from, @Nullable String to) throws GrantException {
        if ("nowhere".equals(to))
            throw new IllegalArgumentException("Not the name of a keychain that is known: nowhere");
        if (problem != null) throw problem;
        return Optional.empty();
    }

    @Override
    public Setup setup() {
        return setup;
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public Display display() {
        return new Display(environment, true);
    }

    @Override
    public Terminal terminal() {
        return new Terminal(InputStream.nullInputStream(), new PrintWriter(said, true), false);
    }

    @Override
    public Browser link() {
        return attempt -> new TerminalBrowser(browser, terminal(), false).open(attempt);
    }

    @Override
    public DeviceDisplay device() {
        return device;
    }

    @Override
    public Browser browser() {
        return browser;
    }

    @Override
    public AutoLoginWidget widget(Account account) {
        throw new AssertionError("Nobody to ask");
    }
}
