/**
 * What an application asks the running tray: a fresh access token, without the network, the keychain or the browser.
 *
 * <p>The protocol, for programs of any kind. On the Unix domain socket {@code $XDG_RUNTIME_DIR/keytray/broker} (on macOS
 * {@code ~/Library/Application Support/keytray/run/broker}, on Windows {@code %LOCALAPPDATA%\keytray\run\broker}), which
 * only its owner can open, one JSON object on one line is the question and one is the answer; then the tray hangs up.
 *
 * <pre>
 * echo '{"issuer":"https://login.acme.example","client_id":"orders"}' | nc -U "$XDG_RUNTIME_DIR/keytray/broker"
 *
 * question  issuer, client_id; and, as one likes, sub (whose), scope (which the token must cover), min_validity (seconds)
 * answer    access_token, token_type, issued_at, expires_at (seconds since 1970), scope, sub, username
 * or        error: pending               it is being renewed; ask again in a moment
 *                  interaction_required  the person has to sign in
 *                  unavailable           it cannot be renewed now
 *                  unknown               nobody stays signed in there
 *                  invalid_request       the question was not understood
 * </pre>
 *
 * <p>All values are strings or numbers. A question has at most 8,192 bytes and two seconds. Instead of a question, {@code
 * "changed":"true"} beside issuer and client_id says that somebody signed in or out there, and {@code "status":"true"}
 * alone asks how all sign-ins are. A refresh token is never part of it.
 */
@NullMarked
package io.github.keytray.internal.broker;

import org.jspecify.annotations.NullMarked;
