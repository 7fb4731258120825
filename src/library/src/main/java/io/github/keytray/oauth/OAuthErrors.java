package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The provider's error codes (RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6), as sentences. */
final class OAuthErrors {
    private static final Pattern GONE =
            Pattern.compile("not found|unknown token|invalid token|expired|(already|been) revoked|not (a )?valid");

    private OAuthErrors() {}

    static GrantException of(
            Provider provider, @Nullable String code, @Nullable String description, @Nullable String errorUri) {
        String issuer = provider.issuer();
        String error = provider.quirks().error(code);
        if ("access_denied".equals(error)) {
            return new GrantException.Cancelled("The sign-in was declined in the browser. Nothing was changed.");
        }
        if ("temporarily_unavailable".equals(error) || "server_error".equals(error)) {
            return new GrantException.Unreachable(
                    host(issuer) + " cannot answer at the moment. Try again later.", null);
        }
        String shown = printable(description);
        String detail = shown == null ? "" : " (" + shown + ")";
        return new GrantException.Rejected(host(issuer) + " " + sentence(error) + detail, error, shown, errorUri, null);
    }

    /** Whether a token could not be revoked because it is none any more: that is what was wanted (RFC 7009 §2.2). */
    static boolean isGone(ProviderResponse answer) {
        if (answer.status() != 400 && answer.status() != 404) return false;
        String error = answer.error();
        if (error == null) return false;
        String said = answer.object()
                .map(json -> ProviderResponse.string(json, "error_description"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return switch (error) {
            case "invalid_token", "invalid_grant" -> true;
            // Better Auth, and others that have no code for it.
            case "invalid_request", "not_found" -> GONE.matcher(said).find();
            default -> false;
        };
    }

    /** A client that may sign people in, and not out again: public ones at Spring Authorization Server. */
    static GrantException ofRevocation(Provider provider, Token token, Instant now) {
        Instant end = token.expiresAt();
        String rest = token.refreshToken() != null || end == null
                ? "What it has issued stays valid there until it ends by itself."
                : end.isAfter(now)
                        ? "The access token ends there by itself in "
                                + (Duration.between(now, end).toMinutes() + 1) + " minutes."
                        : "The access token has ended there already.";
        return new GrantException.Rejected(
                host(provider.issuer()) + " does not let this application revoke anything (invalid_client). " + rest,
                "invalid_client",
                null,
                null,
                null);
    }

    private static String sentence(@Nullable String error) {
        if (error == null)
            return "refused without a reason. Sign in again; if it happens again, tell its administrators.";
        return switch (error) {
            case "invalid_client", "unauthorized_client" ->
                "does not know this application, or not like this. Check the client id and its registration there.";
            case "invalid_grant" -> "no longer accepts this sign-in. Sign in again.";
            case "invalid_scope" ->
                "does not grant the scopes that were asked for. Check them with its administrators.";
            case "insufficient_scope" ->
                "does not say who signed in: the access token lacks a scope for it. Ask its administrators which one.";
            case "invalid_token" -> "does not accept the access token. Sign in again.";
            case "invalid_request", "unsupported_grant_type", "unsupported_response_type", "unsupported_token_type" ->
                "does not take a request of this kind (" + error + "). Check the client's registration there.";
            case "login_required", "interaction_required", "consent_required", "account_selection_required" ->
                "wants you to sign in again.";
            default -> "refused: " + printable(error) + ".";
        };
    }

    private static String host(String issuer) {
        String host = URI.create(issuer).getHost();
        return host == null ? issuer : host;
    }

    /** What a provider writes is shown to people: one line, of a length that can be read. */
    static @Nullable String printable(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
