package io.github.keytray.keychain;

import com.google.gson.JsonParser;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.proof.FuzzTarget;
import java.util.List;

/** What is found in the keychain, where anybody of the same person may have written. */
public final class KeychainFuzz {
    private static final String USER =
            "{\"sub\":\"1\",\"username\":\"ana\",\"token\":{\"access_token\":\"at\",\"token_type\":\"Bearer\","
                    + "\"refresh_token\":\"rt\",\"scope\":[\"openid\"],\"requested_scope\":[],\"issued_at\":1764000000.5,"
                    + "\"expires_at\":1764000300}}";
    private static final String ENTRY = "{\"users\":[" + USER + "],\"default\":true,\"client_secret\":\"s\"}";
    private static final String INDEX =
            "{\"accounts\":[{\"issuer\":\"https://login.acme.example\",\"client_id\":\"app\","
                    + "\"user\":{\"sub\":\"1\",\"username\":\"ana\"},\"last_used\":\"2026-01-02T00:00:00Z\",\"standing\":\"default\"}]}";

    private KeychainFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                sealed("stored entry", ENTRY, AccountEntry::open),
                raw("stored value", ENTRY, AccountEntry::open),
                sealed("index", INDEX, IndexedAccounts::open));
    }

    /** Spoils what is inside the envelope. */
    private static FuzzTarget sealed(String name, String json, EnvelopeReader opening) {
        return FuzzTarget.of(name, List.of(json), input -> {
            String value;
            try {
                value = Envelope.seal(JsonParser.parseString(input).getAsJsonObject());
            } catch (RuntimeException notAnObject) {
                return;
            }
            open(opening, value);
        });
    }

    /** Spoils the envelope. */
    private static FuzzTarget raw(String name, String json, EnvelopeReader opening) {
        String value = Envelope.seal(JsonParser.parseString(json).getAsJsonObject());
        return FuzzTarget.of(name, List.of(value), input -> open(opening, input));
    }

    private static void open(EnvelopeReader opening, String value) throws StoreUnavailable {
        try {
            opening.open(value);
        } catch (StoreUnavailable refused) {
            if (refused.reason() != StoreUnavailable.Reason.CORRUPT) throw refused;
        }
    }

    /** Reads a value. */
    @FunctionalInterface
    private interface EnvelopeReader {
        Object open(String value) throws StoreUnavailable;
    }
}
