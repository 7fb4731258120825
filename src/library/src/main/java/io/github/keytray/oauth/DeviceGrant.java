package io.github.keytray.oauth;

import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Cancelled;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.internal.dpop.ProofKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with a browser on another device, where this one has no usable browser: device authorization (RFC 8628),
 * with PKCE (RFC 7636). Polls at the provider's interval (RFC 8628 §3.5), and more slowly while the provider cannot be
 * reached. Where the response has no ID token, userinfo says who signed in.
 *
 * @since 0.1
 */
public final class DeviceGrant implements Grant {
    private static final Set<String> OPENID_ALONE = Set.of("openid");
    private static final Duration SLOWER = Duration.ofSeconds(5);
    private static final Duration SLOWEST = Duration.ofMinutes(1);

    private final Provider provider;
    private final Client client;
    private final DeviceDisplay display;
    private final Duration timeout;
    private final InstantSource clock;
    private final TokenEndpoint endpoint;
    private final PollingDelay pause;
    private final DeviceNaming naming;

    /**
     * @param display tells the user what to do
     * @param timeout how long the user has, where the provider does not end the authorization earlier
     */
    public DeviceGrant(Provider provider, Client client, DeviceDisplay display, Duration timeout, InstantSource clock) {
        this(provider, client, display, timeout, clock, DeviceGrant::pause);
    }

    DeviceGrant(
            Provider provider,
            Client client,
            DeviceDisplay display,
            Duration timeout,
            InstantSource clock,
            PollingDelay pause) {
        this.provider = provider;
        this.client = client;
        this.display = display;
        this.timeout = timeout;
        this.clock = clock;
        this.pause = pause;
        this.endpoint = new TokenEndpoint(provider, client, clock);
        this.naming = new DeviceNaming(provider, client);
    }

    /** Whether the provider offers device authorization. Fetches its metadata if they are not known yet. */
    public boolean isOffered() throws GrantException, InterruptedException {
        return provider.expectedMetadata().deviceAuthorizationEndpoint() != null && naming.isPossible();
    }

    /**
     * Shows the code and waits.
     *
     * @throws GrantException.InteractionRequired for a silent request, at once
     * @throws GrantException.Cancelled when the user declined or cancelled, or after the timeout
     * @throws GrantException.Rejected also when the provider does not offer it, or would not say who signed in
     */
    @Override
    public Token fetchToken(TokenRequest request) throws GrantException, InterruptedException {
        if (!request.isInteractive()) throw new GrantException.InteractionRequired("Please sign in.");
        Scopes scopes = new Scopes(provider, client, request);
        while (true) {
            try {
                return signIn(request, scopes.asked());
            } catch (GrantException.Rejected refusal) {
                if (!Scopes.areRefusedBy(refusal.error().orElse(null))) throw refusal;
                if (!scopes.leaveOutDefaults()) throw OAuthErrors.ofScopes(refusal, scopes.asked());
            }
        }
    }

    private Token signIn(TokenRequest request, Set<String> scopes) throws GrantException, InterruptedException {
        naming.check(scopes);
        String verifier = Pkce.unguessable();
        DeviceAuthorizationResponse answer = endpoint.requests().authorizeDevice(scopes, Pkce.challenge(verifier));
        PendingDeviceAuthorization authorization = new PendingDeviceAuthorization(
                answer.page(),
                answer.verificationUri(),
                answer.userCode(),
                clock.instant().plus(shorter(answer.lifetime(), timeout)),
                new CompletableFuture<>(),
                new CancellableCall());
        try (Browser.Handle visit = display.show(authorization)) {
            return named(poll(authorization, answer, verifier, scopes, request), naming, request);
        }
    }

    private static Token named(Token token, DeviceNaming naming, TokenRequest request)
            throws GrantException, InterruptedException {
        boolean isNamed = false;
        try {
            naming.check(token);
            isNamed = true;
            return token;
        } finally {
            if (!isNamed) request.abandon(token);
        }
    }

    private Token poll(
            PendingDeviceAuthorization authorization,
            DeviceAuthorizationResponse answer,
            String verifier,
            Set<String> scopes,
            TokenRequest request)
            throws GrantException, InterruptedException {
        Duration interval = answer.interval();
        @Nullable ProofKey known = endpoint.newKey();
        while (true) {
            Duration left = Duration.between(clock.instant(), authorization.deadline());
            if (pause.isCutShort(authorization.end(), shorter(interval, left))) {
                throw new Cancelled("The sign-in was cancelled. Nothing was changed.");
            }
            if (!clock.instant().isBefore(authorization.deadline())) throw tooLate(new TimeoutException());
            // The provider may have said only in its last answer that it wants one.
            if (known == null) known = endpoint.newKey();
            ProofKey key = known;
            try {
                return authorization
                        .question()
                        .run(() -> endpoint.redeemDeviceCode(answer.deviceCode(), verifier, scopes, request, key));
            } catch (GrantException.Rejected refusal) {
                switch (refusal.error().orElse("")) {
                    case "authorization_pending" -> {}
                    case "slow_down" -> interval = interval.plus(SLOWER);
                    case "expired_token" -> throw tooLate(new TimeoutException("expired_token"));
                    default -> throw refusal;
                }
            } catch (Cancelled denied) {
                throw !authorization.end().isDone() && scopes.equals(OPENID_ALONE) ? ofOpenidAlone(denied) : denied;
            } catch (GrantException.Unreachable outage) {
                // The person may be typing meanwhile: only the deadline ends the authorization (RFC 8628 §3.5).
                if (interval.compareTo(SLOWEST) < 0) interval = shorter(interval.multipliedBy(2), SLOWEST);
            }
        }
    }

    /** Spring Authorization Server denies a device that asks for this alone, though the person has agreed. */
    private static Cancelled ofOpenidAlone(Cancelled denied) {
        return new Cancelled(
                "The sign-in was declined in the browser, or the provider gives a device nothing for the scope openid"
                        + " alone. If you have agreed there, ask for more, such as --scope \"openid profile\". Nothing was"
                        + " changed.",
                denied);
    }

    private static Cancelled tooLate(TimeoutException over) {
        return new Cancelled("The code was not used in time. Nothing was changed. Try again.", over);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static boolean pause(CompletableFuture<Void> end, Duration time) throws InterruptedException {
        try {
            end.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException over) {
            return false;
        } catch (CancellationException | ExecutionException cancelled) {
            return true;
        }
    }

    /** How the time between two questions passes. */
    @FunctionalInterface
    interface PollingDelay {
        /** Waits until the time has passed or the end comes; true for the end. */
        boolean isCutShort(CompletableFuture<Void> end, Duration time) throws InterruptedException;
    }

    /** What the display gets to see of an authorization. */
    private record PendingDeviceAuthorization(
            URI uri,
            URI verificationUri,
            String userCode,
            Instant deadline,
            CompletableFuture<Void> end,
            CancellableCall question)
            implements DeviceAuthorization {
        @Override
        public void cancel() {
            end.cancel(false);
            question.cancel();
        }
    }
}
