package io.github.keytray.testkit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that the provider remembers. What is transient does not outlive the process. */
final class ProviderState {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    int port;
    String key = "";
    Map<String, Login> sessions = new LinkedHashMap<>();
    Map<String, Issued> accessTokens = new LinkedHashMap<>();
    Map<String, Issued> refreshTokens = new LinkedHashMap<>();
    transient Map<String, Pending> pending = new HashMap<>();
    transient Map<String, Code> codes = new HashMap<>();
    transient Map<String, Device> devices = new HashMap<>();
    transient Map<String, Map<String, String>> pushed = new HashMap<>();

    /** Who signed in, and when, in seconds since the epoch. */
    record Login(String sub, long time) {}

    /** A page that was shown, and whose form has not come back. */
    record Pending(AuthorizationRequest request, @Nullable Login login) {}

    /** An authorization code; its family is set once it was used. */
    record Code(
            AuthorizationRequest request,
            Login login,
            long expiresAt,
            @Nullable String family) {}

    /** A sign-in on another device, by its device code: not to be asked about before a time, agreed to by a login. */
    record Device(
            AuthorizationRequest request,
            String userCode,
            long expiresAt,
            long notBefore,
            @Nullable Login login,
            boolean denied) {
        Device askedAgainAfter(long time) {
            return new Device(request, userCode, expiresAt, time, login, denied);
        }

        Device agreed(Login by) {
            return new Device(request, userCode, expiresAt, notBefore, by, false);
        }

        Device refused() {
            return new Device(request, userCode, expiresAt, notBefore, null, true);
        }
    }

    /**
     * A token. All that come from one sign-in are a family.
     *
     * @param thumbprint of the key that it is bound to (RFC 9449 §6), or null
     */
    record Issued(
            String family,
            String clientId,
            Login login,
            Set<String> scopes,
            long expiresAt,
            boolean used,
            @Nullable String thumbprint) {
        Issued spent() {
            return new Issued(family, clientId, login, scopes, expiresAt, true, thumbprint);
        }

        Issued boundTo(@Nullable String key) {
            return new Issued(family, clientId, login, scopes, expiresAt, used, key);
        }
    }

    /** The state in the file, or that of a new provider. */
    static ProviderState load(Path file) throws IOException {
        if (!Files.exists(file)) return new ProviderState();
        return Objects.requireNonNull(
                GSON.fromJson(Files.readString(file), ProviderState.class), "An empty state file");
    }

    /** Writes in one step: a reader of the file sees the old state or the new one. Only the owner can read it. */
    void save(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        try {
            Files.writeString(draft, GSON.toJson(this));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    ProviderState copy() {
        ProviderState copy = new ProviderState();
        copy.port = port;
        copy.key = key;
        copy.sessions.putAll(sessions);
        copy.accessTokens.putAll(accessTokens);
        copy.refreshTokens.putAll(refreshTokens);
        copy.pending.putAll(pending);
        copy.codes.putAll(codes);
        copy.devices.putAll(devices);
        copy.pushed.putAll(pushed);
        return copy;
    }

    boolean differsOnDiskFrom(ProviderState other) {
        return !sessions.equals(other.sessions)
                || !accessTokens.equals(other.accessTokens)
                || !refreshTokens.equals(other.refreshTokens);
    }

    void revoke(String family) {
        accessTokens.values().removeIf(token -> token.family().equals(family));
        refreshTokens.values().removeIf(token -> token.family().equals(family));
    }

    void dropExpired(Instant now) {
        long seconds = now.getEpochSecond();
        accessTokens.values().removeIf(token -> token.expiresAt() <= seconds);
        refreshTokens.values().removeIf(token -> token.expiresAt() <= seconds);
    }
}
