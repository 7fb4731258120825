package io.github.keytray.tray;

import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import io.github.keytray.platform.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What administrators, and then the person, have set in files: {@code providers.d/*.json}, one provider each, and
 * {@code policy.json}. What the machine's files say is not for the person's own to change. A file that cannot be used
 * is named in the problems, and the others are used all the same.
 *
 * @param providers the machine's first, each directory by file name
 * @param problems sentences for people, each with the file, the line and the reason
 */
public record Setup(List<KnownProvider> providers, Policy policy, List<String> problems) {
    static final Set<String> PROVIDER = Set.of("name", "issuer", "client_id", "scopes", "icon");
    static final Set<String> POLICY = Set.of("start_at_login", "add_accounts", "notifications");

    /** Reads the files; blocks. */
    public static Setup read(Directories directories) {
        List<KnownProvider> providers = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Policy policy = Policy.FREE;
        Set<List<String>> accounts = new HashSet<>();
        for (Path directory : List.of(directories.machine(), directories.config())) {
            for (Path file : files(directory.resolve("providers.d"), problems)) {
                KnownProvider provider = attempt(() -> provider(file), problems);
                boolean first = provider != null
                        && accounts.add(
                                List.of(provider.issuer(), provider.client().id()));
                if (first) providers.add(provider);
            }
            Path file = directory.resolve("policy.json");
            Policy next = Files.exists(file) ? attempt(() -> policy(file), problems) : null;
            if (next != null) policy = policy.orElse(next);
        }
        return new Setup(List.copyOf(providers), policy, List.copyOf(problems));
    }

    private static KnownProvider provider(Path path) throws SetupProblem {
        SetupFile file = SetupFile.read(path, PROVIDER);
        String issuer = file.string("issuer");
        try {
            Provider.of(issuer);
        } catch (IllegalArgumentException e) {
            throw file.problem("issuer", "must be an https URL without a query, as the provider writes it.");
        }
        Client client = Client.of(file.string("client_id"));
        Set<String> scopes = file.strings("scopes");
        String icon = file.optionalString("icon");
        return new KnownProvider(
                file.string("name"),
                issuer,
                scopes == null ? client : client.withScopes(scopes),
                icon == null ? null : path.resolveSibling(icon));
    }

    private static Policy policy(Path path) throws SetupProblem {
        SetupFile file = SetupFile.read(path, POLICY);
        return new Policy(file.flag("start_at_login"), file.flag("add_accounts"), file.flag("notifications"));
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
        T read() throws SetupProblem;
    }
}
