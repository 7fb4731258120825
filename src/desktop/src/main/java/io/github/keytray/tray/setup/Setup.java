package io.github.keytray.tray.setup;

import io.github.keytray.Account;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.OwnerOnly;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.ClientAssertion;
import io.github.keytray.oauth.Network;
import io.github.keytray.oauth.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of administrators and of the user in files: {@code providers.d/*.json}, one provider each, and {@code
 * policy.json}. The user's files cannot change the settings of the machine's files. An unusable file is named in the
 * problems, and the others are still used. Each member of a policy is used by itself; when a policy of the machine
 * cannot be read, no accounts can be added.
 *
 * @param providers the providers, the machine's first, each directory by file name
 * @param network the proxy and TLS settings for every provider without its own
 * @param problems messages for users, each with the file, the line and the reason
 */
public record Setup(List<ConfiguredProvider> providers, Policy policy, Network network, List<String> problems) {
    /** The variable that holds the password for a proxy, which is in no file and on no command line. */
    public static final String PROXY_PASSWORD = "KEYTRAY_PROXY_PASSWORD";

    private static final String DPOP = "dpop_bound_access_tokens";
    static final Set<String> PROVIDER =
            Set.of("name", "issuer", "client_id", "client_key", "client_key_id", DPOP, "scopes", "icon", "proxy", "ca");
    static final Set<String> POLICY = Set.of("start_at_login", "add_accounts", "notifications", "proxy", "ca");

    /** Reads the files; blocks. */
    public static Setup read(Directories directories) {
        List<ConfiguredProvider> providers = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Policy policy = Policy.FREE;
        Network network = Network.system();
        String password = directories.environment().get(PROXY_PASSWORD);
        Set<List<String>> accounts = new HashSet<>();
        for (Path directory : List.of(directories.machine(), directories.config())) {
            for (Path file : files(directory.resolve("providers.d"), problems)) {
                ConfiguredProvider provider = attempt(() -> provider(file, password, problems), problems);
                boolean first = provider != null
                        && accounts.add(
                                List.of(provider.issuer(), provider.client().id()));
                if (first) providers.add(provider);
            }
            Path path = directory.resolve("policy.json");
            if (Files.notExists(path)) continue;
            // What administrators meant to lock and cannot be read stays locked.
            boolean locks = directory.equals(directories.machine());
            SetupFile file = attempt(
                    () -> SetupFile.read(path, POLICY, unknown -> problems.add(String.valueOf(unknown.getMessage()))),
                    problems);
            policy = policy.orElse(file == null ? unreadable(locks) : policy(file, locks, problems));
            if (file == null) continue;
            Network proxy = attempt(() -> proxy(file, password), problems);
            if (proxy != null) network = network.orElse(proxy);
            Network authorities = attempt(() -> authorities(file), problems);
            if (authorities != null) network = network.orElse(authorities);
        }
        return new Setup(List.copyOf(providers), policy, network, List.copyOf(problems));
    }

    /** The way to a provider: its own, and where it has none, that of every other. */
    public Network network(String issuer) {
        return providers.stream()
                .filter(known -> known.issuer().equals(issuer))
                .map(known -> known.network().orElse(network))
                .findFirst()
                .orElse(network);
    }

    /**
     * The provider with this issuer, reached as is set.
     *
     * @throws IllegalArgumentException as {@link Provider#of(String)}
     */
    public Provider provider(String issuer) {
        return Provider.of(issuer, network(issuer));
    }

    /** The client of an account, with the scopes, the private key and the binding of its tokens that are set for it, if any. */
    public Client client(Account account) {
        return providers.stream()
                .filter(known -> known.issuer().equals(account.issuer()))
                .map(ConfiguredProvider::client)
                .filter(client -> client.id().equals(account.clientId()))
                .findFirst()
                .orElseGet(() -> Client.of(account.clientId()));
    }

    private static ConfiguredProvider provider(Path path, @Nullable String password, List<String> problems)
            throws SetupProblem {
        SetupFile file = SetupFile.read(path, PROVIDER);
        String issuer = file.string("issuer");
        try {
            Provider.of(issuer);
        } catch (IllegalArgumentException e) {
            throw file.problem("issuer", "must be an https URL without a query, as the provider writes it.");
        }
        Client client = Client.of(file.string("client_id"))
                .withAssertion(assertion(file))
                .withDpop(Boolean.TRUE.equals(file.flag(DPOP)));
        Set<String> scopes = file.strings("scopes");
        return new ConfiguredProvider(
                file.string("name"),
                issuer,
                scopes == null ? client : client.withScopes(scopes),
                attempt(() -> icon(file), problems),
                network(file, password));
    }

    private static @Nullable ClientAssertion assertion(SetupFile file) throws SetupProblem {
        String key = file.optionalString("client_key");
        String keyId = file.optionalString("client_key_id");
        try {
            return key == null ? null : ClientAssertion.pem(file.sibling(key)).withKeyId(keyId);
        } catch (IOException | IllegalArgumentException e) {
            throw file.problem("client_key", "cannot be used: " + e.getMessage());
        }
    }

    /** A user can sign in without it all the same. */
    private static @Nullable Path icon(SetupFile file) throws SetupProblem {
        String name = file.optionalString("icon");
        if (name == null) return null;
        try {
            Path icon = file.sibling(name);
            PngFile.check(icon);
            return icon;
        } catch (IOException | InvalidPathException e) {
            throw file.problem("icon", "cannot be shown: " + e.getMessage() + ".");
        }
    }

    private static Network network(SetupFile file, @Nullable String password) throws SetupProblem {
        Network proxy = proxy(file, password);
        Network authorities = authorities(file);
        if (proxy == null) return authorities == null ? Network.system() : authorities;
        return authorities == null ? proxy : proxy.orElse(authorities);
    }

    private static @Nullable Network proxy(SetupFile file, @Nullable String password) throws SetupProblem {
        String proxy = file.optionalString("proxy");
        try {
            return proxy == null ? null : Network.system().withProxy(proxy, password);
        } catch (IllegalArgumentException e) {
            throw file.problem("proxy", String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Network authorities(SetupFile file) throws SetupProblem {
        String authorities = file.optionalString("ca");
        try {
            return authorities == null ? null : authorities(file.sibling(authorities));
        } catch (IOException | InvalidPathException e) {
            throw file.problem("ca", "cannot be used: " + e.getMessage() + ".");
        }
    }

    /** A user who can write these files can pretend to be any provider. */
    private static Network authorities(Path file) throws IOException {
        Network authorities = Network.system().withCertificates(file);
        if (OwnerOnly.isTrusted(file)) return authorities;
        throw new IOException("others may have written " + file
                + ". Make sure that it is yours or root's, and that neither its group nor others may write it");
    }

    /** Each member by itself. */
    private static Policy policy(SetupFile file, boolean locks, List<String> problems) {
        return new Policy(
                flag(file, "start_at_login", null, problems),
                flag(file, "add_accounts", unreadable(locks).addAccounts(), problems),
                flag(file, "notifications", null, problems));
    }

    private static Policy unreadable(boolean locks) {
        return locks ? new Policy(null, false, null) : Policy.FREE;
    }

    /** @param wrong what a member counts as that is neither true nor false */
    private static @Nullable Boolean flag(SetupFile file, String name, @Nullable Boolean wrong, List<String> problems) {
        try {
            return file.flag(name);
        } catch (SetupProblem e) {
            problems.add(String.valueOf(e.getMessage()));
            return wrong;
        }
    }

    private static List<Path> files(Path directory, List<String> problems) {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(directory + " cannot be listed. Make it readable.");
            return List.of();
        }
    }

    private static <T> @Nullable T attempt(Reading<T> reading, List<String> problems) {
        try {
            return reading.read();
        } catch (SetupProblem e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        @Nullable
        T read() throws SetupProblem;
    }
}
