package io.github.keytray.oauth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy, as users write it: {@code proxy.acme.example:3128}, or {@code ana@proxy.acme.example:3128} where it
 * requires a login. The password is not part of it.
 *
 * @param user the user name, or null for a proxy that asks for none
 * @param host a name or an address; one of IPv6 in brackets
 * @param port from 1 to 65535
 */
record HttpProxy(@Nullable String user, String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:([^:\\p{Cntrl}]+)@)?(\\[[0-9A-Fa-f:.]+]|[\\p{Alnum}._-]+):(\\d{1,5})");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with what it must be; it does not repeat the text, which may hold a password
     */
    static HttpProxy parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "must be HOST:PORT or USER@HOST:PORT, without a password and without http://.");
        }
        return new HttpProxy(matcher.group(1), matcher.group(2), port);
    }

    @Override
    public String toString() {
        return (user == null ? "" : user + "@") + host + ":" + port;
    }
}
