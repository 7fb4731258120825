package io.github.keytray.oauth;

import com.google.gson.JsonObject;
import io.github.keytray.GrantException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the device authorization endpoint says (RFC 8628 §3.2). {@link #toString} does not show the device code. */
record DeviceAuthorizationResponse(
        String deviceCode, String userCode, URI verificationUri, URI page, Duration lifetime, Duration interval) {
    private static final Duration DEFAULT_PACE = Duration.ofSeconds(5);
    /** RFC 8628 §3.2 wants it said; MITREid Connect does not. Too short a time asks the person once more, at worst. */
    private static final Duration DEFAULT_LIFE = Duration.ofMinutes(5);

    private static final int LONGEST_CODE = 40;

    static DeviceAuthorizationResponse parse(JsonObject json) throws GrantException {
        String deviceCode = ProviderResponse.string(json, "device_code");
        String userCode = showable(ProviderResponse.string(json, "user_code"));
        URI typed = address(ProviderResponse.string(json, "verification_uri"));
        // Google says verification_url, as drafts of the RFC did.
        if (typed == null) typed = address(ProviderResponse.string(json, "verification_url"));
        URI complete = address(ProviderResponse.string(json, "verification_uri_complete"));
        Duration lifetime = json.has("expires_in") ? ProviderResponse.seconds(json, "expires_in") : DEFAULT_LIFE;
        Duration interval = ProviderResponse.seconds(json, "interval");
        if (deviceCode == null || deviceCode.isEmpty() || userCode == null || typed == null || lifetime == null) {
            throw new GrantException.Untrusted("The provider did not say how to sign in on another device. Nothing was "
                    + "changed. Sign in with the browser of this computer.");
        }
        return new DeviceAuthorizationResponse(
                deviceCode,
                userCode,
                typed,
                complete == null ? typed : complete,
                lifetime,
                interval == null ? DEFAULT_PACE : interval);
    }

    /** A code that users can read and type, or null. */
    private static @Nullable String showable(@Nullable String code) {
        if (code == null || code.isBlank() || code.length() > LONGEST_CODE) return null;
        return code.chars().anyMatch(Character::isISOControl) ? null : code;
    }

    /** An address that users can open, or null. */
    private static @Nullable URI address(@Nullable String uri) {
        return uri != null && Loopback.isSecure(uri) ? URI.create(uri) : null;
    }

    @Override
    public String toString() {
        return "DeviceAuthorizationResponse[" + verificationUri + ", " + lifetime + ", every " + interval + "]";
    }
}
