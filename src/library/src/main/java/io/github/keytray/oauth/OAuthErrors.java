package io.github.keytray.oauth;

import com.google.gson.JsonObject;
import io.github.keytray.GrantException;
import io.github.keytray.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The provider's error codes (RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6), as sentences. */
final class OAuthErrors {
    /** How providers say that the person did not want to, RFC 6749 §4.1.2.1 first. */
    private static final Pattern BY_THE_PERSON = Pattern.compile(
            "(?i)resource owner|\\b((end-?)?user|person)\\b.{0,40}(den|declin|refus|reject|cancel|abort|said no)"
                    + "|(den|declin|refus|cancel).{0,20}\\bby (the )?(end-?)?user\\b|AADSTS65004");

    private static final Pattern GONE =
            Pattern.compile("not found|unknown token|invalid token|expired|(already|been) revoked|not (a )?valid");
    /** The error codes for an invalid refresh token that some providers use besides {@code invalid_grant}. */
    private static final Set<String> ENDS_BY =
            Set.of("access_denied", "invalid_request", "invalid_token", "unauthorized_client");

    private OAuthErrors() {}

    /**
     * Whether the answer to a refresh is not the provider's own: a success that brings neither a token nor an error, or a
     * page of a gateway. It must not cost a sign-in.
     */
    static boolean isNotOfProvider(ProviderResponse answer) {
        if (!answer.isSuccess()) return answer.isPage();
        JsonObject json = answer.object().orElseGet(JsonObject::new);
        String accessToken = ProviderResponse.string(json, "access_token");
        return (accessToken == null || accessToken.isEmpty()) && ProviderResponse.string(json, "error") == null;
    }

    /**
     * The error of a refresh. Its codes mean something else than those of an authorization: no user has declined
     * anything.
     */
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
        String shown = printable(description);
        String detail = shown == null ? "" : " (" + shown + ")";
        if ("access_denied".equals(error)) {
            if (shown == null || BY_THE_PERSON.matcher(shown).find()) {
                return new GrantException.Cancelled(
                        "The sign-in was declined in the browser" + detail + ". Nothing was changed.");
            }
            String message = host(issuer) + " denied the sign-in: " + shown + (shown.matches(".*[.!?…]") ? "" : ".")
                    + " Nothing was changed.";
            return new GrantException.Rejected(message, error, shown, errorUri, null);
        }
        if ("temporarily_unavailable".equals(error) || "server_error".equals(error)) {
            // LemonLDAP::NG answers so for a client without a signing algorithm, until somebody sets one.
            String lasting = "server_error".equals(error)
                    ? " If it goes on, tell its administrators: the registration of this application may lack something."
                    : "";
            return GrantException.Unreachable.unavailable(
                    host(issuer) + " cannot answer at the moment" + detail + ". Try again later." + lasting, shown);
        }
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

    /** A client that may sign in but not revoke tokens: public clients at Spring Authorization Server. */
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

    /**
     * The error that the browser brought instead of a code (RFC 6749 §4.1.2.1). The request was interactive, so it was
     * the user who declined.
     */
    static GrantException ofRedirect(
            Provider provider, @Nullable String code, @Nullable String description, @Nullable String errorUri) {
        return of(provider, "consent_required".equals(code) ? "access_denied" : code, description, errorUri);
    }

    /** The refusal of scopes. It names them, so that the reader can ask for others. */
    static GrantException ofScopes(GrantException.Rejected refusal, Set<String> scopes) {
        String said = refusal.description()
                .map(description -> " (" + description + ")")
                .orElse("");
        return new GrantException.Rejected(
                "The provider does not grant all of the scopes that were asked for: " + String.join(" ", scopes) + said
                        + ". Ask for fewer (--scope), or have them allowed for this application there.",
                refusal.error().orElse(null),
                refusal.description().orElse(null),
                refusal.uri().orElse(null),
                refusal);
    }

    /** Whether the provider refused because this parameter was missing. */
    static boolean wants(ProviderResponse answer, String parameter) {
        if (answer.status() != 400) return false;
        return answer.object()
                .map(json -> ProviderResponse.string(json, "error_description"))
                .filter(description -> description.contains(parameter))
                .isPresent();
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

    /** A provider's text for display: one line, of limited length. */
    static @Nullable String printable(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
