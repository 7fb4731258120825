package io.github.keytray.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider on {@code 127.0.0.1}, running until it is closed.
 *
 * <pre>{@code
 * try (EmbeddedProvider provider = EmbeddedProvider.builder().start()) {
 *     provider.misbehaveOnce(Endpoint.TOKEN, Misbehaviour.SERVER_ERROR);
 *     signIn(provider.issuer(), "app");
 *     assertThat(provider.requests(Endpoint.TOKEN)).hasSize(2);
 * }
 * }</pre>
 *
 * <p>Safe for any thread.
 */
public final class EmbeddedProvider implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Object lock = new Object();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "embedded-provider");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Request> requests = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final HttpServer server;
    private final ProviderSettings settings;
    private final AuthorizationEndpoint authorizing;
    private final TokenIssuer issuing;
    private final ResourceServer serving;
    private final @Nullable Path stateFile;
    private SigningKeys keys;
    private ProviderState state;

    EmbeddedProvider(EmbeddedProviderBuilder builder) throws IOException {
        stateFile = builder.stateFile;
        state = stateFile == null ? new ProviderState() : ProviderState.load(stateFile);
        boolean known = !state.key.isEmpty();
        keys = known ? SigningKeys.parse(state.key) : SigningKeys.generate(builder.algorithm);
        state.key = keys.toJson();
        // Without this, every small answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int port = known ? state.port : builder.port;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        state.port = server.getAddress().getPort();
        settings = builder.settings("http://127.0.0.1:" + state.port);
        DeviceAuthorizationEndpoint devices = new DeviceAuthorizationEndpoint(settings);
        authorizing = new AuthorizationEndpoint(settings, devices);
        DpopProofs proofs = new DpopProofs(settings);
        issuing = new TokenIssuer(settings, devices, proofs, keys.algorithm());
        serving = new ResourceServer(settings, proofs, Map.copyOf(builder.resources));
        if (stateFile != null) state.save(stateFile);
        server.createContext("/", this::handle);
        server.setExecutor(workers);
        server.start();
    }

    /** A provider at which alice and bob can sign in to the public client {@code app}, unless told otherwise. */
    public static EmbeddedProviderBuilder builder() {
        return new EmbeddedProviderBuilder();
    }

    /** The issuer identifier, to the letter. */
    public String issuer() {
        return settings.issuer();
    }

    public URI uri(Endpoint endpoint) {
        return URI.create(settings.uri(endpoint));
    }

    /** The address of a {@linkplain EmbeddedProviderBuilder#resource resource}. */
    public URI resource(String name) {
        return URI.create(settings.uri(Endpoint.RESOURCE) + "/" + name);
    }

    /** What an endpoint was asked so far, in the order in which it came in. */
    public List<Request> requests(Endpoint endpoint) {
        synchronized (lock) {
            return requests.stream()
                    .filter(request -> request.endpoint() == endpoint)
                    .toList();
        }
    }

    /** What a browser asked an endpoint so far. */
    public List<Request> visits(Endpoint endpoint) {
        return requests(endpoint).stream()
                .filter(request -> !request.header("User-Agent").equals(Optional.of("Keytray")))
                .toList();
    }

    /** Everything that was asked so far. */
    public List<Request> requests() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    /** Forgets what was asked so far. */
    public void forgetRequests() {
        synchronized (lock) {
            requests.clear();
        }
    }

    /**
     * Changes every answer from now on, in place of an earlier change of every answer: a {@link Misbehaviour}, or
     * anything else that does not wait.
     */
    public void misbehave(Consumer<? super OutgoingResponse> change) {
        add(new Fault(null, change, false));
    }

    /** Changes every answer of one endpoint from now on, in place of an earlier change of that endpoint's. */
    public void misbehave(Endpoint endpoint, Consumer<? super OutgoingResponse> change) {
        add(new Fault(endpoint, change, false));
    }

    /** Changes the next answer of one endpoint, after those for which this was said before. */
    public void misbehaveOnce(Endpoint endpoint, Consumer<? super OutgoingResponse> change) {
        add(new Fault(endpoint, change, true));
    }

    /** Answers as it should from now on. */
    public void behave() {
        synchronized (lock) {
            faults.clear();
        }
    }

    /** Signs with another key from now on, and publishes no other. */
    public void rotateKeys() {
        synchronized (lock) {
            keys = keys.stranger();
            state.key = keys.toJson();
            save();
        }
    }

    /** Ends every session and revokes every token, as an administrator would. */
    public void endAllSignIns() {
        synchronized (lock) {
            state.sessions.clear();
            state.accessTokens.clear();
            state.refreshTokens.clear();
            save();
        }
    }

    /** Whose access token this is, by their {@code sub}; null when it is not valid. */
    public @Nullable String subject(String accessToken) {
        synchronized (lock) {
            return serving.owner(accessToken, state).map(EndUser::sub).orElse(null);
        }
    }

    /** Closes the port and ends every answer that is still being waited for. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        workers.shutdown();
    }

    private void add(Fault fault) {
        synchronized (lock) {
            if (!fault.once) faults.removeIf(old -> !old.once && old.endpoint == fault.endpoint);
            faults.add(fault);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = Request.of(endpoint(exchange.getRequestURI().getPath()), exchange);
            OutgoingResponse answer;
            SigningKeys signing;
            synchronized (lock) {
                requests.add(request);
                answer = prepare(request);
                signing = keys;
            }
            answer.send(exchange, signing, closing);
        } catch (IllegalArgumentException malformed) {
            exchange.sendResponseHeaders(400, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OutgoingResponse prepare(Request request) {
        ProviderState before = state.copy();
        OutgoingResponse answer = answer(request);
        boolean spentOne = false;
        for (Fault fault : List.copyOf(faults)) {
            if (fault.endpoint != null && fault.endpoint != request.endpoint()) continue;
            if (fault.once && spentOne) continue;
            spentOne |= fault.once;
            fault.change.accept(answer);
            if (fault.once) faults.remove(fault);
        }
        if (answer.isInstead()) state = before;
        else if (state.differsOnDiskFrom(before)) save();
        return answer;
    }

    private OutgoingResponse answer(Request request) {
        return switch (request.endpoint()) {
            case DISCOVERY -> OutgoingResponse.json(request, 200, settings.metadata());
            case JWKS -> OutgoingResponse.json(request, 200, keys.publicSet());
            case AUTHORIZATION -> authorizing.authorize(request, state);
            case LOGIN -> authorizing.login(request, state);
            case TOKEN -> issuing.token(request, state);
            case PUSHED_REQUEST -> issuing.push(request, state);
            case DEVICE_AUTHORIZATION -> issuing.authorizeDevice(request, state);
            case DEVICE -> authorizing.device(request, state);
            case REVOCATION -> issuing.revoke(request, state);
            case USERINFO -> serving.userinfo(request, state);
            case RESOURCE -> serving.resource(request, state);
            case END_SESSION -> authorizing.endSession(request, state);
            case NOWHERE ->
                OutgoingResponse.html(request, 404, Pages.message("Nothing here", "This page does not exist."));
        };
    }

    private Endpoint endpoint(String path) {
        String base = URI.create(settings.base()).getPath();
        if (path.equals("/.well-known/oauth-authorization-server" + base)) return Endpoint.DISCOVERY;
        if (path.startsWith(base + Endpoint.RESOURCE.path() + "/")) return Endpoint.RESOURCE;
        return Arrays.stream(Endpoint.values())
                .filter(endpoint -> path.equals(base + endpoint.path()))
                .findFirst()
                .orElse(Endpoint.NOWHERE);
    }

    private void save() {
        if (stateFile == null) return;
        try {
            state.save(stateFile);
        } catch (IOException e) {
            throw new UncheckedIOException("The provider's state could not be kept", e);
        }
    }

    private record Fault(@Nullable Endpoint endpoint, Consumer<? super OutgoingResponse> change, boolean once) {}
}
