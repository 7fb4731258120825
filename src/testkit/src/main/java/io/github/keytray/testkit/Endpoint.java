package io.github.keytray.testkit;

/** What the provider can be asked, and where below its issuer. */
public enum Endpoint {
    /** OpenID Connect Discovery §4; answers at the place RFC 8414 §3.1 names, too. */
    DISCOVERY("/.well-known/openid-configuration"),
    /** The keys that sign ID tokens (RFC 7517). */
    JWKS("/jwks"),
    /** RFC 6749 §3.1. */
    AUTHORIZATION("/authorize"),
    /** Where the pages of the authorization endpoint send their forms. */
    LOGIN("/login"),
    /** RFC 6749 §3.2. */
    TOKEN("/token"),
    /** OpenID Connect Core §5.3. */
    USERINFO("/userinfo"),
    /** RFC 7009. */
    REVOCATION("/revoke"),
    /** RFC 9126. */
    PUSHED_REQUEST("/par"),
    /** RFC 8628 §3.1. */
    DEVICE_AUTHORIZATION("/device_authorization"),
    /** Where people type the code of a device. */
    DEVICE("/device"),
    /** OpenID Connect RP-Initiated Logout. */
    END_SESSION("/logout"),
    /** Something protected by an access token (RFC 6750). */
    RESOURCE("/api"),
    /** Anything else: 404. */
    NOWHERE("/");

    private final String path;

    Endpoint(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
