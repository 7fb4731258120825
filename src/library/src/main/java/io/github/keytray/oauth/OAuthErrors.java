package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The provider's error codes (RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6), as sentences. */
final class OAuthErrors {
    /** What providers say of a refresh token that is dead, besides {@code invalid_grant}. */
    private static final Set<String> ENDS_BY =
            Set.of("access_denied", "invalid_request", "invalid_token", "unauthorized_client");

    private OAuthErrors() {}

    /** A refusal to renew a sign-in, whose error codes mean something else: no person has declined anything. */
    static GrantException ofRefresh(
            Provider provider, @Nullable String code, @Nullable String description, @Nullable String errorUri) {
        String error = provider.quirks().error(code);
        if (error == null || !ENDS_BY.contains(error)) return of(provider, code, description, errorUri);
        String shown = printable(description);
        return new GrantException.Rejected(
                host(provider.issuer()) + " no longer renews this sign-in (" + error
                        + (shown == null ? "" : ": " + shown) + "). Sign in again.",
                error,
                shown,
                errorUri,
                null);
    }

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

    private static String sentence(@Nullable String error) {
        if (error == null)
            return "refused without a reason. Sign in again; if it happens again, tell its administrators.";
        return switch (error) {
            case "invalid_client", "unauthorized_client" ->
                "does not know this application, or not like this. Check the client id and its registration there.";
            case "invalid_grant" -> "no longer accepts this sign-in. Sign in again.";
            case "invalid_scope" ->
                "does not grant the scopes that were asked for. Check them with its administrators.";
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
