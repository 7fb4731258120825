package io.github.keytray.testkit;

import com.nimbusds.jose.JWSAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets up an {@link EmbeddedProvider}. Without more, alice and bob can sign in to the public client {@code app}. */
public final class EmbeddedProviderBuilder {
    private final List<EndUser> people = new ArrayList<>();
    private final List<RegisteredClient> clients = new ArrayList<>();
    private final Set<String> scopes = new HashSet<>();
    final Map<String, Function<EndUser, String>> resources = new LinkedHashMap<>();
    int port;
    private String path = "";
    JWSAlgorithm algorithm = JWSAlgorithm.RS256;
    private Duration accessTokenLife = Duration.ofMinutes(5);
    private Duration refreshTokenLife = Duration.ofDays(30);
    private boolean rotate = true;
    private boolean strictOfflineAccess;
    private boolean requirePushedRequests;
    private boolean requireNonces;
    private final Set<String> prompts = new HashSet<>();
    private String hint = "";
    private InstantSource clock = InstantSource.system();

    @Nullable
    Path stateFile;

    EmbeddedProviderBuilder() {
        person(EndUser.called("alice"));
        person(EndUser.called("bob"));
        client("app", "");
        prompts("none", "login", "consent", "select_account");
    }

    /** Someone who can sign in. */
    public EmbeddedProviderBuilder person(EndUser person) {
        people.add(person);
        return this;
    }

    /** A client that may ask, with a secret; an empty one makes it public. */
    public EmbeddedProviderBuilder client(String id, String secret) {
        RegisteredClient client = RegisteredClient.of(id);
        return client(secret.isEmpty() ? client : client.withSecret(secret));
    }

    /** A client that may ask. */
    public EmbeddedProviderBuilder client(RegisteredClient client) {
        clients.add(client);
        return this;
    }

    /** The only scopes that may be asked for; without this, any may. */
    public EmbeddedProviderBuilder scopes(String... only) {
        scopes.addAll(List.of(only));
        return this;
    }

    /** The JSON response of {@link EmbeddedProvider#resource} to a request with a user's access token. */
    public EmbeddedProviderBuilder resource(String name, Function<EndUser, String> json) {
        resources.put(name, json);
        return this;
    }

    /** The port; 0, the default, for a free one. A stored state has its port already. */
    public EmbeddedProviderBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** What follows the port in the issuer: nothing, {@code "/"} or a path, with or without a slash at its end. */
    public EmbeddedProviderBuilder path(String path) {
        this.path = path;
        return this;
    }

    /** Signs with ES256 instead of RS256. */
    public EmbeddedProviderBuilder es256() {
        return signsWith("ES256");
    }

    /** Signs with this algorithm (RFC 7518 §3.1, RFC 8037) instead of RS256. */
    public EmbeddedProviderBuilder signsWith(String algorithm) {
        this.algorithm = JWSAlgorithm.parse(algorithm);
        return this;
    }

    public EmbeddedProviderBuilder accessTokenLife(Duration life) {
        accessTokenLife = life;
        return this;
    }

    public EmbeddedProviderBuilder refreshTokenLife(Duration life) {
        refreshTokenLife = life;
        return this;
    }

    /**
     * Whether a refresh token is good for one use, the default: the answer then holds the next one, and a second
     * use revokes all that came from the same sign-in (RFC 9700 §4.14.2). Otherwise it stays good, and a refresh
     * answer holds none.
     */
    public EmbeddedProviderBuilder rotate(boolean rotate) {
        this.rotate = rotate;
        return this;
    }

    /** Drops {@code offline_access} without a word where {@code prompt=consent} is missing (Core §11). */
    public EmbeddedProviderBuilder strictOfflineAccess() {
        strictOfflineAccess = true;
        return this;
    }

    /** The only words that {@code prompt} may say; without this, those of OpenID Connect Core §3.1.2.1. */
    public EmbeddedProviderBuilder prompts(String... only) {
        prompts.clear();
        prompts.addAll(List.of(only));
        return this;
    }

    /** Takes an authorization request only after it was pushed (RFC 9126 §5). */
    public EmbeddedProviderBuilder requirePushedRequests() {
        requirePushedRequests = true;
        return this;
    }

    /** Takes a proof of a key only with a nonce of its own, and each nonce once (RFC 9449 §8). */
    public EmbeddedProviderBuilder requireNonces() {
        requireNonces = true;
        return this;
    }

    /** A line on the sign-in page, such as how to sign in to a demonstration. */
    public EmbeddedProviderBuilder hint(String hint) {
        this.hint = hint;
        return this;
    }

    public EmbeddedProviderBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Stores port, keys, sessions and tokens in this file, which only its owner can read. A provider that is started
     * with the same file later is the same issuer and accepts the tokens that it issued before.
     */
    public EmbeddedProviderBuilder stateFile(Path stateFile) {
        this.stateFile = stateFile;
        return this;
    }

    /**
     * Starts the provider.
     *
     * @throws UncheckedIOException when the port is taken, or the state cannot be read or written
     */
    public EmbeddedProvider start() {
        try {
            return new EmbeddedProvider(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProviderSettings settings(String origin) {
        String base = origin + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        return new ProviderSettings(
                origin + path,
                base,
                List.copyOf(people),
                List.copyOf(clients),
                Set.copyOf(scopes),
                accessTokenLife,
                refreshTokenLife,
                rotate,
                strictOfflineAccess,
                requirePushedRequests,
                requireNonces,
                Set.copyOf(prompts),
                hint,
                clock);
    }
}
