/**
 * The provider: what it says of itself (RFC 8414), the sign-in through the person's own browser (RFC 8252, PKCE) or
 * on another device (RFC 8628), the token endpoint (RFC 6749), ID tokens and userinfo (OpenID
 * Connect Core). The only package that speaks HTTP.
 */
@NullMarked
package io.github.keytray.oauth;

import org.jspecify.annotations.NullMarked;
