package io.github.keytray.oauth;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An issuer identifier as users type or paste it: corrected where the correction is certain; otherwise the error names
 * the probable spelling.
 */
final class Issuer {
    private static final Pattern DOCUMENT =
            Pattern.compile("/\\.well-known/(openid-configuration|oauth-authorization-server)/?$");

    /** RFC 8414 §3 puts it before the path of the issuer. */
    private static final Pattern DOCUMENT_IN_FRONT = Pattern.compile(
            "^(https?://[^/]+)/\\.well-known/(?:openid-configuration|oauth-authorization-server)(/.+)$");

    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:(?!\\d).*");

    private Issuer() {}

    /**
     * Without blanks around it, and of the address of its discovery document only the issuer.
     *
     * @throws IllegalArgumentException when it is not an https URL (or http on this machine), or has a query or fragment
     */
    static String of(String typed) {
        String stripped = typed.strip();
        String issuer = DOCUMENT_IN_FRONT.matcher(stripped).replaceFirst("$1$2");
        issuer = DOCUMENT.matcher(issuer).replaceFirst("");
        if (isOne(issuer)) return issuer;
        String meant = stripped.isEmpty() || SCHEME.matcher(issuer).matches()
                ? ""
                : "https://" + issuer.replaceFirst("^/+", "");
        throw new IllegalArgumentException("Not an issuer: " + typed + ". It must be an https URL without a query"
                + (!meant.isEmpty() && isOne(meant) ? ", such as " + meant : "") + ".");
    }

    private static boolean isOne(String issuer) {
        return Loopback.isSecure(issuer) && URI.create(issuer).getRawQuery() == null;
    }

    /** The probable spelling of an issuer that was written with superfluous slashes. */
    static Optional<String> withoutSpareSlashes(String issuer) {
        String spelled = issuer.replaceAll("(?<!:)/{2,}", "/");
        return spelled.equals(issuer) ? Optional.empty() : Optional.of(spelled);
    }
}
