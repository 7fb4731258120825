package io.github.keytray.oauth;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
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
    private final String issuer;
    private final Http http;
    private final Preset preset;
    private final @Nullable ProviderMetadata unpublished;
    private volatile @Nullable ProviderMetadata metadata;
    private volatile @Nullable ProviderKeys keys;
    private volatile @Nullable Instant answeredAt;
    private volatile boolean refusedDefaults;
    private volatile boolean leavesDevicesUnnamed;
    private final Set<String> pushingClients = ConcurrentHashMap.newKeySet();
    private final Dpop dpop = new Dpop();

    private Provider(String issuer, Network network, Preset preset, @Nullable ProviderMetadata metadata) {
        this.issuer = issuer;
        this.http = new Http(network);
        this.preset = preset;
        this.unpublished = metadata;
        this.metadata = metadata;
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
        return called(Issuer.of(issuer), network);
    }

    private static Provider called(String issuer, Network network) {
        Preset preset = Preset.of(issuer);
        return new Provider(issuer, network, preset, preset.metadata());
    }

    /** The same provider, taken for one of these; its metadata are asked for unless they are given. */
    Provider as(Preset preset, @Nullable ProviderMetadata metadata) {
        return new Provider(issuer, Network.system(), preset, metadata);
    }

    /** The preset with its peculiarities. */
    public Preset preset() {
        return preset;
    }

    Quirks quirks() {
        return preset.quirks();
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
        return unpublished == null;
    }

    /**
     * The provider's metadata (RFC 8414), fetched once and again after a failure. May block for a network request.
     *
     * @throws GrantException.Rejected when there is no provider at this address
     * @throws GrantException.Untrusted when it names another issuer
     * @throws GrantException.Unreachable when it does not answer
     */
    public ProviderMetadata metadata() throws GrantException, InterruptedException {
        ProviderMetadata known = metadata;
        if (known != null) return known;
        ProviderMetadata fresh = discover();
        metadata = fresh;
        return fresh;
    }

    /**
     * When the latest answer to {@link #discover} was sent, by the provider's clock, in whole seconds; empty where it did
     * not say, or was not asked.
     */
    public Optional<Instant> answeredAt() {
        return Optional.ofNullable(answeredAt);
    }

    Http http() {
        return http;
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
        ProviderKeys fresh = new ProviderKeys(http, jwksUri);
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
        if (unpublished != null) {
            URI asked = Objects.requireNonNullElse(unpublished.userinfoEndpoint(), unpublished.authorizationEndpoint());
            ProviderResponse answer = http.get(asked, null);
            answer.checkReached();
            answeredAt = answer.sentAt();
            return unpublished;
        }
        URI openid = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        ProviderResponse answer = http.get(openid, null);
        if (answer.status() == 404) {
            URI base = URI.create(issuer);
            String path = base.getRawPath().replaceFirst("/$", "");
            answer = http.get(base.resolve("/.well-known/oauth-authorization-server" + path), null);
        }
        if (!answer.isSuccess() && answer.status() >= 400) checkSpelling(answer);
        answer.checkReached();
        if (answer.isSuccess()) {
            answeredAt = answer.sentAt();
            return ProviderMetadata.parse(issuer, quirks(), answer.json());
        }
        throw new GrantException.Rejected(
                "There is no OpenID provider at " + issuer + " (" + answer.status() + "). Check the issuer.",
                null,
                null,
                null,
                null);
    }

    /** Some providers answer 500 for an unknown address, which would be reported as an outage without end. */
    private void checkSpelling(ProviderResponse answer) throws GrantException {
        Optional<String> spelled = Issuer.withoutSpareSlashes(issuer);
        if (spelled.isPresent()) {
            throw new GrantException.Rejected(
                    "There is no OpenID provider at " + issuer + " (" + answer.status() + "). Check the issuer: "
                            + spelled.get() + " may be meant.",
                    null,
                    null,
                    null,
                    null);
        }
        if (answer.status() == 500) {
            throw new GrantException.Unreachable(
                    answer.uri().getHost()
                            + " cannot answer at the moment (500). Try again later. If it never answers, check"
                            + " the issuer: " + issuer,
                    null);
        }
    }
}
