package io.github.keytray.oauth;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider or OAuth authorization server, known by its issuer. Its metadata are fetched when they are first
 * needed, so that a sign-in from the store needs no network. Safe for any thread.
 *
 * @since 0.1
 */
public final class Provider {
    /** Until the browser has started; Java's network takes longer to load. */
    private static final Duration HEAD_START = Duration.ofMillis(100);

    private final String issuer;
    private final Network network;
    private final @Nullable MetadataMemory memory;
    /** Null until it is needed: a sign-in that comes from the tray or the store needs neither. */
    private volatile @Nullable Kind kind;

    private volatile @Nullable Http http;
    /** What it has answered; null before, and where it publishes nothing. */
    private volatile Discovery.@Nullable Answer answer;
    /** What is remembered of an earlier sign-in, until it has answered. */
    private volatile @Nullable ProviderMetadata remembered;

    private volatile @Nullable MetadataCheck check;
    private volatile @Nullable ProviderKeys keys;
    private volatile @Nullable Instant answeredAt;
    private volatile boolean refusedDefaults;
    private volatile boolean leavesDevicesUnnamed;
    private final Set<String> pushingClients = ConcurrentHashMap.newKeySet();
    private final Dpop dpop = new Dpop();

    private Provider(String issuer, Network network, @Nullable Kind kind, @Nullable MetadataMemory memory) {
        this.issuer = issuer;
        this.network = network;
        this.kind = kind;
        this.memory = memory;
    }

    /**
     * Which provider it is.
     *
     * @param unpublished its metadata where it publishes none
     */
    private record Kind(Preset preset, @Nullable ProviderMetadata unpublished) {
        static Kind of(String issuer) {
            Preset preset = Preset.of(issuer);
            return new Kind(preset, preset.metadata());
        }
    }

    /**
     * The provider with this issuer.
     *
     * @param issuer the issuer identifier, as the provider writes it; surrounding blanks and the path of its discovery
     *     document are removed
     * @throws IllegalArgumentException when it is not an https URL (or http on this machine), or has a query or fragment
     */
    public static Provider of(String issuer) {
        return of(issuer, Network.system());
    }

    /** The provider with this issuer, reached by this network. As {@link #of(String)}. */
    public static Provider of(String issuer, Network network) {
        return new Provider(Issuer.of(issuer), network, null, null);
    }

    /**
     * The same provider. After each sign-in there through the browser it notes in this directory what the provider's
     * metadata are, so that the next one can open the browser at once and ask for them meanwhile. Relied on for a day at
     * most. It has connections, and a proxy login, of its own.
     */
    public Provider rememberedIn(Path directory) {
        return rememberedIn(directory, InstantSource.system());
    }

    Provider rememberedIn(Path directory, InstantSource clock) {
        return new Provider(issuer, network, kind, new MetadataMemory(directory, issuer, clock));
    }

    /** The same provider, taken for one of these; its metadata are asked for unless they are given. */
    Provider as(Preset preset, @Nullable ProviderMetadata metadata) {
        return new Provider(issuer, Network.system(), new Kind(preset, metadata), null);
    }

    /** The preset with its peculiarities. */
    public Preset preset() {
        return kind().preset();
    }

    Quirks quirks() {
        return preset().quirks();
    }

    private Kind kind() {
        Kind known = kind;
        if (known == null) kind = known = Kind.of(issuer);
        return known;
    }

    /** The issuer identifier, as the provider writes it. */
    public String issuer() {
        return issuer;
    }

    /** The account of this client at this provider. */
    public Account account(String clientId) {
        return new Account(issuer, clientId);
    }

    /** Whether the provider publishes metadata. Keytray knows the endpoints of those presets that do not. */
    public boolean publishesMetadata() {
        return kind().unpublished() == null;
    }

    /**
     * The provider's metadata (RFC 8414), fetched once and again after a failure. May block for a network request.
     *
     * @throws GrantException.Rejected when there is no provider at this address
     * @throws GrantException.Untrusted when it names another issuer
     * @throws GrantException.Unreachable when it does not answer
     */
    public ProviderMetadata metadata() throws GrantException, InterruptedException {
        ProviderMetadata known = fetched();
        if (known != null) return known;
        MetadataCheck beside = check;
        ProviderMetadata awaited = beside == null ? null : beside.answer();
        return awaited == null ? fetch() : awaited;
    }

    /**
     * What the metadata are expected to be: as {@link #metadata}, or as they were when a person last signed in there,
     * without a request. For what is shown; where codes, tokens or secrets go is asked of {@link #metadata}.
     */
    public ProviderMetadata expectedMetadata() throws GrantException, InterruptedException {
        ProviderMetadata known = fetched();
        if (known != null) return known;
        ProviderMetadata earlier = remembered;
        if (earlier == null && memory != null) {
            earlier = memory.read(quirks());
            remembered = earlier;
        }
        return earlier == null ? metadata() : earlier;
    }

    private @Nullable ProviderMetadata fetched() {
        ProviderMetadata unpublished = kind().unpublished();
        if (unpublished != null) return unpublished;
        Discovery.Answer known = answer;
        return known == null ? null : known.metadata();
    }

    private ProviderMetadata fetch() throws GrantException, InterruptedException {
        Discovery.Answer fresh = new Discovery(issuer, quirks(), http()).ask();
        answeredAt = fresh.sentAt();
        answer = fresh;
        return fresh.metadata();
    }

    /** Asks for the metadata while something else is done; who needs them meanwhile waits for this answer. */
    MetadataCheck beginCheck(MetadataCheck.Outcome outcome) {
        MetadataCheck begun = new MetadataCheck(
                () -> {
                    ProviderMetadata known = fetched();
                    return known == null ? fetch() : known;
                },
                fetched() == null ? HEAD_START : Duration.ZERO);
        check = begun;
        begun.start(
                () -> {
                    if (check == begun) check = null;
                },
                outcome);
        return begun;
    }

    /** After a sign-in: its metadata are as good as any. */
    void remember() {
        Discovery.Answer known = answer;
        if (memory != null && known != null) memory.write(known);
    }

    /** After a failure. */
    void forget() {
        remembered = null;
        if (memory != null) memory.forget();
    }

    /**
     * When the latest answer to {@link #discover} was sent, by the provider's clock, in whole seconds; empty where it did
     * not say, or was not asked.
     */
    public Optional<Instant> answeredAt() {
        return Optional.ofNullable(answeredAt);
    }

    Http http() {
        Http known = http;
        return known == null ? beginHttp() : known;
    }

    /** One for all threads: it has the connections, and the login of a proxy. */
    private synchronized Http beginHttp() {
        Http known = http;
        if (known == null) http = known = new Http(network);
        return known;
    }

    /** How its tokens are bound to keys, where they are. */
    Dpop dpop() {
        return dpop;
    }

    /** Whether it has refused the default scopes. */
    boolean hasRefusedDefaults() {
        return refusedDefaults;
    }

    void rememberRefusedDefaults() {
        refusedDefaults = true;
    }

    /** Whether it was seen not to say who signed in on another device. */
    boolean leavesDevicesUnnamed() {
        return leavesDevicesUnnamed;
    }

    void rememberUnnamedDevices() {
        leavesDevicesUnnamed = true;
    }

    /** Whether it was seen to take only pushed requests of this client (RFC 9126 §6). */
    boolean wantsPushedRequests(String clientId) {
        return pushingClients.contains(clientId);
    }

    void rememberPushedRequests(String clientId) {
        pushingClients.add(clientId);
    }

    /** The keys that sign its ID tokens. */
    ProviderKeys keys() throws GrantException, InterruptedException {
        ProviderKeys known = keys;
        if (known != null) return known;
        URI jwksUri = metadata().jwksUri();
        if (jwksUri == null) {
            throw new GrantException.Untrusted(
                    "The provider publishes no keys, so its ID tokens cannot be checked. Tell its administrators.");
        }
        ProviderKeys fresh = new ProviderKeys(http(), jwksUri);
        keys = fresh;
        return fresh;
    }

    /**
     * Fetches the provider's metadata anew. A provider that publishes none is sent another request, which it only has
     * to answer.
     *
     * @throws GrantException as {@link #metadata}
     */
    public ProviderMetadata discover() throws GrantException, InterruptedException {
        Discovery discovery = new Discovery(issuer, quirks(), http());
        ProviderMetadata unpublished = kind().unpublished();
        Discovery.Answer fresh = unpublished == null ? discovery.ask() : discovery.ping(unpublished);
        answeredAt = fresh.sentAt();
        return fresh.metadata();
    }
}
