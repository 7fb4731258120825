package io.github.keytray.oauth;

import com.google.gson.JsonObject;
import io.github.keytray.GrantException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the device authorization endpoint says (RFC 8628 §3.2). {@link #toString} does not show the device code. */
record DeviceAnswer(String deviceCode, String userCode, URI verificationUri, URI page, Duration life, Duration pace) {
    private static final Duration DEFAULT_PACE = Duration.ofSeconds(5);
    private static final int LONGEST_CODE = 40;

    static DeviceAnswer parse(JsonObject json) throws GrantException {
        String deviceCode = Answer.string(json, "device_code");
        String userCode = showable(Answer.string(json, "user_code"));
        URI typed = address(Answer.string(json, "verification_uri"));
        // Google says verification_url, as drafts of the RFC did.
        if (typed == null) typed = address(Answer.string(json, "verification_url"));
        URI complete = address(Answer.string(json, "verification_uri_complete"));
        Duration life = Answer.seconds(json, "expires_in");
        Duration pace = Answer.seconds(json, "interval");
        if (deviceCode == null || deviceCode.isEmpty() || userCode == null || typed == null || life == null) {
            throw new GrantException.Untrusted("The provider did not say how to sign in on another device. Nothing was "
                    + "changed. Sign in with the browser of this computer.");
        }
        return new DeviceAnswer(
                deviceCode,
                userCode,
                typed,
                complete == null ? typed : complete,
                life,
                pace == null ? DEFAULT_PACE : pace);
    }

    /** A code that people can read and type, or null. */
    private static @Nullable String showable(@Nullable String code) {
        if (code == null || code.isBlank() || code.length() > LONGEST_CODE) return null;
        return code.chars().anyMatch(Character::isISOControl) ? null : code;
    }

    /** An address that people can be sent to, or null. */
    private static @Nullable URI address(@Nullable String uri) {
        return uri != null && Loopback.isSecure(uri) ? URI.create(uri) : null;
    }

    @Override
    public String toString() {
        return "DeviceAnswer[" + verificationUri + ", " + life + ", every " + pace + "]";
    }
}
