package io.github.keytray.oauth;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** URIs that never leave the machine (RFC 8252 §8.3). */
final class Loopback {
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "[::1]", "localhost");

    private static final int DEFAULT_PORT = 80;

    private Loopback() {}

    static boolean isHost(@Nullable String host) {
        return host != null && HOSTS.contains(host);
    }

    /** Whether a request with this {@code Host} is for the address; browsers leave the default port out (RFC 9110 §4.2.3). */
    static boolean isNamed(URI address, @Nullable String host) {
        return address.getAuthority().equals(host)
                || (address.getPort() == DEFAULT_PORT && address.getHost().equals(host));
    }

    /** Whether what is sent to the address stays secret: https, or http to this machine. */
    static boolean isSecure(String address) {
        try {
            URI uri = URI.create(address);
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) return false;
            return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isHost(uri.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
