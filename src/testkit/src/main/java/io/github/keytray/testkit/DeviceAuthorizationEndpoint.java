package io.github.keytray.testkit;

import io.github.keytray.testkit.ProviderState.Device;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sign-in on another device (RFC 8628): who asked, which code they show, and what the person said. */
final class DeviceAuthorizationEndpoint {
    static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration PACE = Duration.ofSeconds(5);

    private final ProviderSettings settings;

    DeviceAuthorizationEndpoint(ProviderSettings settings) {
        this.settings = settings;
    }

    OutgoingResponse authorize(Request request, ProviderState state, RegisteredClient client) {
        String deviceCode = ProviderSettings.secret("dc-");
        String userCode = ProviderSettings.secret("")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z]", "Q")
                .substring(0, 8);
        String page = settings.uri(Endpoint.DEVICE);
        Set<String> scopes = AuthorizationRequest.words(request.parameter("scope"));
        String challenge = request.parameter("code_challenge").orElse("");
        AuthorizationRequest wanted =
                AuthorizationRequest.onDevice(client.id(), URI.create(page), scopes, challenge, deviceCode);
        state.devices.put(deviceCode, new Device(wanted, userCode, settings.secondsAfter(LIFE), 0, null, false));
        return OutgoingResponse.json(
                request,
                200,
                Map.of(
                        "device_code",
                        deviceCode,
                        "user_code",
                        userCode,
                        "verification_uri",
                        page,
                        "verification_uri_complete",
                        page + "?user_code=" + userCode,
                        "expires_in",
                        LIFE.toSeconds(),
                        "interval",
                        PACE.toSeconds()));
    }

    Optional<Device> typed(String userCode, ProviderState state) {
        return state.devices.values().stream()
                .filter(device -> device.userCode().equals(userCode) && device.expiresAt() > settings.seconds())
                .findFirst();
    }

    /** What to tell a client that asks whether the person has agreed; empty when they have. */
    Optional<OutgoingResponse> refusal(Request request, ProviderState state, Device device, String deviceCode) {
        long now = settings.seconds();
        boolean tooFast = now < device.notBefore();
        state.devices.put(deviceCode, device.askedAgainAfter(now + PACE.toSeconds()));
        if (device.expiresAt() <= now) return error(request, "expired_token");
        if (device.denied()) return error(request, "access_denied");
        if (device.login() != null) return Optional.empty();
        return error(request, tooFast ? "slow_down" : "authorization_pending");
    }

    private static Optional<OutgoingResponse> error(Request request, String error) {
        return Optional.of(OutgoingResponse.json(request, 400, Map.of("error", error)));
    }
}
