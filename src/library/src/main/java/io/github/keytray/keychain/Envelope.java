package io.github.keytray.keychain;

import com.google.gson.JsonObject;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a value is written: {@code keytray}, a version, a dot, and JSON in base64url (RFC 4648 §5), because some keychains
 * spoil all but printable ASCII. A value of a later version is recognised as such.
 *
 * <p>Version 2 is the same with a key in it to which tokens are bound (RFC 9449). It has a version of its own, because a
 * Keytray that knows version 1 only would lose the key at its next write, and with it the sign-in: so it leaves the value
 * alone. What holds no key is written as version 1.
 */
final class Envelope {
    static final String VERSION = "1";
    private static final String NAME = "keytray";
    private static final String START = NAME + VERSION + ".";
    private static final String START_WITH_KEY = NAME + "2.";
    private static final int MOST_DIGITS = 9;

    private Envelope() {}

    static String seal(JsonObject content) {
        return seal(content, false);
    }

    /** @param hasKey whether it holds a key to which tokens are bound */
    static String seal(JsonObject content, boolean hasKey) {
        byte[] json = content.toString().getBytes(StandardCharsets.UTF_8);
        return (hasKey ? START_WITH_KEY : START)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /**
     * The content of a value.
     *
     * @throws StoreUnavailable with reason {@code CORRUPT} for a value that cannot be read, or not yet
     */
    static Map<String, @Nullable Object> open(String value) throws StoreUnavailable {
        if (isNewer(value)) throw KeychainFailures.newer();
        if (!value.startsWith(START) && !value.startsWith(START_WITH_KEY)) throw KeychainFailures.corrupt(null);
        try {
            byte[] json = Base64.getUrlDecoder().decode(value.substring(START.length()));
            return Json.object(new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // The exception is not the cause of the new one: its message could quote what was read.
            throw KeychainFailures.corrupt(null);
        }
    }

    /** Whether it begins with a number of a version that is not ours. */
    static boolean isNewer(String value) {
        if (!value.startsWith(NAME) || value.startsWith(START_WITH_KEY)) return false;
        int end = NAME.length();
        while (end < value.length() && value.charAt(end) >= '0' && value.charAt(end) <= '9') end++;
        String version = value.substring(NAME.length(), end);
        boolean isVersion = !version.isEmpty() && version.length() <= MOST_DIGITS && version.charAt(0) != '0';
        boolean isEnded = end < value.length() && (value.charAt(end) == '.' || value.charAt(end) == ':');
        return isVersion && isEnded && !version.equals(VERSION);
    }
}
