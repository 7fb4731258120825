package io.github.keytray.keychain;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.keytray.GrantException.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a value is written: {@code keytray}, a version, a dot, and JSON in base64url (RFC 4648 §5), because some keychains
 * spoil all but printable ASCII. A value of a later version is recognised as such.
 */
final class Envelope {
    static final String VERSION = "1";
    private static final Pattern FORMAT = Pattern.compile("keytray([1-9][0-9]{0,8})[.:].*", Pattern.DOTALL);
    private static final String START = "keytray" + VERSION + ".";

    private Envelope() {}

    static String seal(JsonObject content) {
        byte[] json = content.toString().getBytes(StandardCharsets.UTF_8);
        return START + Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /**
     * The content of a value.
     *
     * @throws StoreUnavailable with reason {@code CORRUPT} for a value that cannot be read, or not yet
     */
    static JsonObject open(String value) throws StoreUnavailable {
        if (isNewer(value)) throw KeychainFailures.newer();
        if (!value.startsWith(START)) throw KeychainFailures.corrupt(null);
        try {
            byte[] json = Base64.getUrlDecoder().decode(value.substring(START.length()));
            return JsonParser.parseString(new String(json, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IllegalArgumentException | IllegalStateException | JsonParseException e) {
            // The exception is not the cause of the new one: a parser's message can quote what it read.
            throw KeychainFailures.corrupt(null);
        }
    }

    static boolean isNewer(String value) {
        Matcher matcher = FORMAT.matcher(value);
        return matcher.matches() && !matcher.group(1).equals(VERSION);
    }
}
