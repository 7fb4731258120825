/**
 * Applications ask the running tray for a valid access token, without the network, the keychain or the browser.
 *
 * <p>The protocol, for programs of any kind. On the Unix domain socket {@code $XDG_RUNTIME_DIR/keytray/broker} (on
 * macOS {@code ~/Library/Application Support/keytray/run/broker}, on Windows {@code
 * %LOCALAPPDATA%\keytray\run\broker}), which only its owner can open, the request is one JSON object on one line and so
 * is the response; then the tray closes the connection.
 *
 * <pre>
 * echo '{"issuer":"https://login.acme.example","client_id":"orders"}' | nc -U "$XDG_RUNTIME_DIR/keytray/broker"
 *
 * request   issuer, client_id; optional: sub (the user), scope (which the token must cover), min_validity (seconds);
 *           for a token that is bound to a key: htm and htu (method and address of the request it is for), nonce
 * response  access_token, token_type, issued_at, expires_at (seconds since 1970), scope, sub, username;
 *           with token_type DPoP and where htu was said: dpop, the proof for that one request (RFC 9449)
 * or        error: pending               it is being refreshed; ask again in a moment
 *                  interaction_required  the user has to sign in
 *                  unavailable           it cannot be refreshed now
 *                  unknown               no user is signed in to the account
 *                  invalid_request       the request was not understood
 * </pre>
 *
 * <p>All values are strings or numbers. A request has at most 8,192 bytes and must arrive within two seconds. A line
 * with {@code "changed":"true"} beside issuer and client_id says that a user signed in to or out of this account;
 * {@code "status":"true"} alone asks for the state of all sign-ins. No response holds a refresh token, or the key that tokens are bound
 * to: the tray makes the proofs, so that what an application leaks is of use for one address and for some seconds. A
 * program of the same user can ask for other proofs, as it can for tokens, while the tray runs.
 */
@NullMarked
package io.github.keytray.internal.broker;

import org.jspecify.annotations.NullMarked;
