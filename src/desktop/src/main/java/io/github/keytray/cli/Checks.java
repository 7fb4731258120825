package io.github.keytray.cli;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.GrantException.Untrusted;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.internal.platform.UnixSockets;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.oauth.Network;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.ProviderMetadata;
import io.github.keytray.swing.SystemBrowser;
import io.github.keytray.tray.autostart.Autostart;
import io.github.keytray.tray.autostart.LaunchCommand;
import io.github.keytray.tray.setup.Setup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code doctor} looks at: on this machine, or at one provider. */
final class Checks {
    /** ID tokens are taken within a minute (OpenID Connect Core §3.1.3.7); half of it is a warning. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);

    private static final URI ANYWHERE = URI.create("https://www.rfc-editor.org/");

    private Checks() {}

    static List<Check> ofMachine(
            Map<String, String> environment, Display display, Keychain keychain, BrokerClient tray, Setup setup) {
        return List.of(
                new Check("Keytray", Checks::version),
                new Check("Desktop", () -> desktop(environment, display)),
                new Check("Keychain", () -> {
                    boolean wrote = keychain.probe();
                    return keychain.name() + (wrote ? " keeps what it is given" : " is open");
                }),
                new Check("Proxy", () -> proxy(environment, setup.network())),
                new Check("Browser", Checks::browser),
                new Check("Tray", () -> tray(environment, tray)),
                new Check("Start at login", Checks::autostart),
                new Check("Providers", () -> providers(setup)));
    }

    /** The clock is checked by the answer that the provider gave. */
    static List<Check> ofProvider(Provider provider, InstantSource clock) {
        AtomicBoolean answers = new AtomicBoolean();
        return List.of(
                new Check("Provider", () -> {
                    ProviderMetadata metadata = provider.discover();
                    answers.set(true);
                    return found(provider, metadata);
                }),
                new Check("Clock", () -> {
                    if (!answers.get()) throw new Unreachable("Ask again once the provider answers.", null);
                    return clock(provider.answeredAt().orElse(null), clock.instant());
                }));
    }

    static String found(Provider provider, ProviderMetadata metadata) {
        String found = provider.publishesMetadata()
                ? " says where to sign in"
                : " answers, and Keytray knows where to sign in";
        String elsewhere = EndpointHosts.any(metadata);
        Set<String> unusable = new TreeSet<>(metadata.unusableEndpoints());
        return provider.issuer()
                + found
                + (elsewhere.isEmpty() ? "" : ". " + elsewhere)
                + (unusable.isEmpty()
                        ? ""
                        : ". What it says of " + String.join(", ", unusable)
                                + " is not an https address, so that it counts as not offered");
    }

    private static String version() {
        return Keytray.version() + " on Java " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    private static String desktop(Map<String, String> environment, Display display) throws Unreachable {
        Optional<String> problem = display.windowProblem();
        if (problem.isPresent() && display.isNamed()) throw new Unreachable(problem.get(), null);
        if (problem.isPresent()) return "none: commands ask at the terminal, and the tray has no icon";
        String named = Stream.of("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE")
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "as the system has it" : named;
    }

    /** Java has settings of its own, and does not look at these variables. */
    private static String proxy(Map<String, String> environment, Network network) throws Unreachable {
        Optional<InetSocketAddress> proxy = network.proxyFor(ANYWHERE);
        if (proxy.isPresent())
            return "HTTP " + proxy.get().getHostString() + ":" + proxy.get().getPort();
        for (String variable : List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")) {
            if (environment.getOrDefault(variable, "").isEmpty()) continue;
            throw new Unreachable(
                    variable
                            + " is set, and Java does not read it. Name the proxy in policy.json or with --proxy, or set"
                            + " JAVA_TOOL_OPTIONS to -Djava.net.useSystemProxies=true.",
                    null);
        }
        return "none";
    }

    private static String browser() throws Unreachable {
        return new SystemBrowser()
                .launcher()
                .map(launcher -> "opened by " + launcher)
                .orElseThrow(
                        () -> new Unreachable("No browser can be opened. Set BROWSER to the command of one.", null));
    }

    private static String tray(Map<String, String> environment, BrokerClient tray)
            throws Unreachable, InterruptedException {
        Path socket = new Directories(Platform.current(), environment).runtime().resolve(BrokerClient.NAME);
        String problem = UnixSockets.problem(socket).orElse(null);
        if (problem != null) throw new Unreachable(problem, null);
        if (tray.status() != null) return "answers applications";
        if (!tray.isThere()) return "not running, so that applications renew for themselves";
        throw new Unreachable("It does not answer. End it, and start it again: keytray tray", null);
    }

    private static String autostart() throws StoreUnavailable {
        try {
            return Autostart.of(Directories.current(), LaunchCommand.command()).isOn() ? "on" : "off";
        } catch (IOException e) {
            throw new StoreUnavailable(
                    Reason.FAILED, "Whether Keytray starts with the session cannot be read: " + e.getMessage(), e);
        }
    }

    private static String providers(Setup setup) throws StoreUnavailable {
        if (setup.problems().isEmpty()) return setup.providers().size() + " set up in files";
        throw new StoreUnavailable(Reason.FAILED, String.join(" ", setup.problems()));
    }

    private static String clock(@Nullable Instant theirs, Instant ours) throws Untrusted {
        if (theirs == null) return "the provider does not tell the time";
        Duration skew = Duration.between(theirs, ours);
        if (skew.abs().compareTo(MOST_SKEW) <= 0) return "agrees with the provider's";
        throw new Untrusted("This computer's clock is " + skew.abs().toSeconds() + " s "
                + (skew.isNegative() ? "behind" : "ahead of")
                + " the provider's, and sign-ins will not be believed. Set it to the right time.");
    }
}
