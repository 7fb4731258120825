package io.github.keytray.swing;

import io.github.keytray.AccountStore;
import io.github.keytray.GrantException;
import io.github.keytray.TokenRequest;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.ClientAssertion;
import io.github.keytray.oauth.Network;
import io.github.keytray.oauth.Provider;
import java.awt.Window;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Signs a user in to a Swing application: silently where they stayed signed in, otherwise through their browser.
 *
 * <pre>{@code
 * SwingSignIn signIn = SwingSignIn.builder()
 *         .issuer("https://login.acme.example/realms/staff").clientId("orders-desktop").owner(frame).build();
 * signIn.start().thenAccept(session -> orders.connect(session));
 * }</pre>
 *
 * <p>It changes nothing of the host: not its look and feel, locale, handlers or event queue. Safe for any thread.
 *
 * @since 0.1
 */
public final class SwingSignIn implements AutoCloseable {
    private final Builder setup;
    private final Provider provider;
    private final Client client;
    private final Workers workers;
    private final ToldProblems problems;
    /** What the application asks for, where it says so: a sign-in with less is not enough for it. */
    private final Set<String> scopes;

    private @Nullable SignInParts parts;

    private SwingSignIn(Builder setup, Provider provider, Client client) {
        this.setup = setup;
        this.scopes = setup.client.scopes == null ? Set.of() : setup.client.scopes;
        this.provider = provider;
        this.client = client;
        this.problems = new ToldProblems(provider, client, setup);
        this.workers = setup.threads == null ? Workers.daemons() : new Workers(setup.threads);
    }

    /** A builder, without any settings yet. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Signs in: silently if possible, otherwise interactively. Does not block. Actions that are attached to the future
     * at once run on the event dispatch thread; actions that are attached after its completion run on the thread that
     * attaches them.
     *
     * @return the session, on the event dispatch thread; or a {@link GrantException}, which the user has been shown
     *     unless {@link Builder#quiet} was set ({@link GrantException.Cancelled}: the user has cancelled); or an
     *     exception of a part of the host, such as its {@link java.net.ProxySelector}, or an {@code Error}, which the
     *     user has been shown as well. {@code cancel(true)} ends the authorization everywhere.
     */
    public CompletableFuture<Session> start() {
        return start(TokenRequest.interactive());
    }

    /**
     * Signs in silently; the future fails with {@link GrantException.InteractionRequired} when that is not possible.
     * Otherwise as {@link #start()}.
     */
    public CompletableFuture<Session> startSilently() {
        return start(TokenRequest.silent());
    }

    /** Signs in as the request says, for example another user, or the same one again. Otherwise as {@link #start()}. */
    public CompletableFuture<Session> start(TokenRequest request) {
        Set<String> all = new HashSet<>(scopes);
        all.addAll(request.scopes());
        return SignInFuture.start(workers, new SignInTask(request.scopes(all.toArray(new String[0]))));
    }

    /**
     * Cancels running sign-ins and ends all threads of this object and the connections to the keychain: for a host that
     * unloads Keytray together with a class loader; other hosts need not call it. Waits until they have ended, except
     * on the event dispatch thread. Later calls are cancelled at once. Sessions stay signed in, except those that the
     * person did not want to be stored: they are revoked, as at the end of the process.
     */
    @Override
    public void close() {
        workers.close();
        endDeclined();
        KeychainShutdown.run();
    }

    private synchronized void endDeclined() {
        if (parts != null) parts.grant().forgetDeclined();
    }

    /** One sign-in, and each attempt at it. */
    private final class SignInTask implements SignInFuture.BlockingTask<Session>, ToldProblems.Attempt<Session> {
        private final TokenRequest request;

        SignInTask(TokenRequest request) {
            this.request = request;
        }

        @Override
        public Session run() throws GrantException, InterruptedException {
            return setup.tellsProblems && request.isInteractive() ? problems.tellDuring(this) : make();
        }

        @Override
        public Session make() throws GrantException, InterruptedException {
            SignInParts parts = parts();
            return new Session(SwingSignIn.this, parts, workers, parts.grant().fetchUser(request));
        }
    }

    /** The parts of a sign-in. Made when first needed, so that errors of the system are shown like any other error. */
    private synchronized SignInParts parts() {
        if (parts == null) parts = SignInParts.of(provider, client, setup);
        return parts;
    }

    void tellOr(Throwable problem, ToldProblems.Telling telling) throws InterruptedException {
        problems.tellOr(problem, telling);
    }

    /** Sets up a {@link SwingSignIn}. Issuer and client id are required. Values are checked by {@link #build}. */
    public static final class Builder {
        private @Nullable String issuer;
        private @Nullable String clientId;

        @Nullable
        String applicationName;

        private final ClientSettings client = new ClientSettings();

        @Nullable
        Window owner;

        @Nullable
        Consumer<? super SavePanel> savePanelPlace;

        @Nullable
        AccountStore store;

        private Network network = Network.system();

        @Nullable
        Browser browser;

        Duration timeout = Duration.ofMinutes(5);
        InstantSource clock = InstantSource.system();
        private @Nullable ThreadFactory threads;
        private boolean tellsProblems = true;

        private Builder() {}

        /**
         * The provider's issuer identifier, exactly as the provider writes it: {@code
         * https://login.acme.example/realms/staff}.
         */
        public Builder issuer(String issuer) {
            this.issuer = issuer;
            return this;
        }

        /** The {@code client_id} that is registered there. */
        public Builder clientId(String clientId) {
            this.clientId = clientId;
            return this;
        }

        /** The application's name for users: the list of all sign-ins shows it. */
        public Builder applicationName(String applicationName) {
            this.applicationName = applicationName;
            return this;
        }

        /** The secret of a confidential client. A desktop application is a public one, without (RFC 8252 §8.4). */
        public Builder clientSecret(String clientSecret) {
            client.secret = clientSecret;
            return this;
        }

        /**
         * How a confidential client proves who it is by a JWT, instead of sending a secret: {@code private_key_jwt} or {@code
         * client_secret_jwt} (RFC 7523 §2.2, OpenID Connect Core §9).
         */
        public Builder clientAssertion(ClientAssertion clientAssertion) {
            client.assertion = clientAssertion;
            return this;
        }

        /**
         * A loopback address that is registered as {@code post_logout_redirect_uri}: a sign-out in the browser then ends on
         * a page of this computer (OpenID Connect RP-Initiated Logout §2).
         */
        public Builder postLogoutRedirectUri(URI postLogoutRedirectUri) {
            client.postLogoutRedirectUri = postLogoutRedirectUri;
            return this;
        }

        /** The scopes to request, instead of {@code openid profile email offline_access}. */
        public Builder scopes(String... scopes) {
            client.scopes = Set.of(scopes);
            return this;
        }

        /**
         * An additional parameter of every authorization request: {@code max_age}, {@code acr_values}, {@code claims},
         * {@code prompt}, a {@code resource} or several with spaces between them (RFC 8707), or one of the provider's
         * own. A sign-in that is older than {@code max_age}, or lacks an {@code acr} that {@code claims} calls
         * essential, is refused.
         */
        public Builder parameter(String name, String value) {
            client.parameters.put(name, value);
            return this;
        }

        /**
         * Whether tokens that are not bound to a key of the sign-in are refused ({@code dpop_bound_access_tokens}, RFC 9449
         * §5.2), as {@link Client#withDpop}. {@link Session#authorize(java.net.HttpURLConnection)} makes the proofs.
         */
        public Builder dpop(boolean required) {
            client.dpop = required;
            return this;
        }

        /** A loopback redirect URI, where the provider compares its port (RFC 8252 §7.3). */
        public Builder redirectUri(URI redirectUri) {
            client.redirectUri = redirectUri;
            return this;
        }

        /** How the provider is reached, where the JVM's own proxy and certificates will not do. */
        public Builder network(Network network) {
            this.network = network;
            return this;
        }

        /** The window that the dialogs belong to. */
        public Builder owner(Window owner) {
            this.owner = owner;
            return this;
        }

        /**
         * Puts the question whether to stay signed in into a window of the host's own, instead of a dialog.
         *
         * @param place adds the panel to a window; called on the event dispatch thread. The panel removes itself after
         *     the answer
         */
        public Builder savePanel(Consumer<? super SavePanel> place) {
            this.savePanelPlace = place;
            return this;
        }

        /** The store for the users, instead of the keychain. */
        public Builder store(AccountStore store) {
            this.store = store;
            return this;
        }

        /** The browser that opens the provider's page, instead of the user's own. */
        public Builder browser(Browser browser) {
            this.browser = browser;
            return this;
        }

        /** How long the user has in the browser, instead of five minutes. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * Makes the threads that sign-ins run on, instead of daemon threads: for example virtual threads, or threads
         * with the host's context class loader. A thread waits as long as the user takes, and is interrupted to cancel.
         */
        public Builder threadFactory(ThreadFactory threads) {
            this.threads = threads;
            return this;
        }

        /** The clock by which tokens expire, instead of the system's: for tests. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Shows no error messages; the host shows them. */
        public Builder quiet() {
            this.tellsProblems = false;
            return this;
        }

        /**
         * The sign-in. Opens nothing yet: no network, no keychain, no window.
         *
         * @throws IllegalStateException when issuer or client id is missing
         * @throws IllegalArgumentException when a value is invalid, with the reason
         */
        public SwingSignIn build() {
            if (issuer == null) throw new IllegalStateException("No issuer: call issuer(\"https://…\")");
            if (clientId == null) throw new IllegalStateException("No client id: call clientId(\"…\")");
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("Not a timeout: " + timeout);
            }
            return new SwingSignIn(this, Provider.of(issuer, network), client.client(clientId));
        }
    }
}
