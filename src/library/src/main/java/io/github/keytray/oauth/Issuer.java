package io.github.keytray.oauth;

import java.net.URI;
import java.util.Optional;

/**
 * An issuer identifier as users type or paste it: corrected where the correction is certain; otherwise the error names
 * the probable spelling.
 */
final class Issuer {
    private static final String WELL_KNOWN = "/.well-known/";

    private Issuer() {}

    /**
     * Without blanks around it, and of the address of its discovery document only the issuer.
     *
     * @throws IllegalArgumentException when it is not an https URL (or http on this machine), or has a query or fragment
     */
    static String of(String typed) {
        String stripped = typed.strip();
        String issuer = stripped.contains(WELL_KNOWN) ? withoutDocument(stripped) : stripped;
        if (isOne(issuer)) return issuer;
        String meant = stripped.isEmpty() || issuer.matches("[A-Za-z][A-Za-z0-9+.-]*:(?!\\d).*")
                ? ""
                : "https://" + issuer.replaceFirst("^/+", "");
        throw new IllegalArgumentException("Not an issuer: " + typed + ". It must be an https URL without a query"
                + (!meant.isEmpty() && isOne(meant) ? ", such as " + meant : "") + ".");
    }

    /** RFC 8414 §3 puts the document before the path of the issuer, OpenID Connect Discovery §4 behind it. */
    private static String withoutDocument(String address) {
        String document = "/\\.well-known/(?:openid-configuration|oauth-authorization-server)";
        return address.replaceFirst("^(https?://[^/]+)" + document + "(/.+)$", "$1$2")
                .replaceFirst(document + "/?$", "");
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
