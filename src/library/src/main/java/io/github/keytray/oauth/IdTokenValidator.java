package io.github.keytray.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Untrusted;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks an ID token by OpenID Connect Core 1.0 with errata set 2, §3.1.3.7. It must name this client as an audience,
 * and may name others without saying by {@code azp} which of them asked: it comes from the token endpoint of the
 * configured provider, which alone decides what other audiences it names. An {@code azp} must be this client where it
 * is present.
 */
final class IdTokenValidator {
    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final String ID_TOKEN = "The provider's ID token";

    private final Provider provider;
    private final String clientId;
    private final InstantSource clock;
    private final Signatures signatures;

    IdTokenValidator(Provider provider, Client client, InstantSource clock) {
        this.provider = provider;
        this.clientId = client.id();
        this.clock = clock;
        this.signatures = new Signatures(provider, client);
    }

    /**
     * Validates a token that an authorization request brought.
     *
     * @param accessToken what came with it
     * @param nonce what the request sent, or null where it sent none
     * @param maxAge how long ago the person may have signed in at the provider, or null for ever
     * @param acr how they must have proved who they are, or null for any way
     */
    void validate(
            String idToken,
            String accessToken,
            @Nullable String nonce,
            @Nullable Duration maxAge,
            @Nullable EssentialAcr acr)
            throws GrantException, InterruptedException {
        JWTClaimsSet claims = validate(idToken, accessToken, nonce, null);
        if (maxAge != null) {
            Instant signedIn = time(claims, "auth_time");
            require(
                    !signedIn.plus(maxAge).plus(LEEWAY).isBefore(clock.instant()),
                    "is about a sign-in that is too long ago");
        }
        if (acr != null) {
            require(
                    claims.getClaim("acr") instanceof String said && acr.isMetBy(said),
                    "does not say that you proved who you are in the way that this application needs (acr)");
        }
    }

    /**
     * Validates the token of a refresh answer, which need not repeat the nonce. Its times may also be right by the
     * provider's own clock: this computer's may be wrong, which must not end a sign-in that was checked before.
     *
     * @param accessToken what came with it
     * @param sentAt when the answer was sent by the provider's clock, or null where it did not say
     * @return the claims, every one of them checked that can be
     */
    JWTClaimsSet validateRefreshed(String idToken, String accessToken, @Nullable Instant sentAt)
            throws GrantException, InterruptedException {
        return validate(idToken, accessToken, null, sentAt);
    }

    /** Whether a token can be validated with what is known of the provider, without a request to it. */
    boolean isValidatedAtOnce(String idToken) throws GrantException, InterruptedException {
        try {
            return provider.keys().haveMade(SignedJWT.parse(idToken));
        } catch (ParseException unreadable) {
            return true; // It is refused at once.
        }
    }

    private JWTClaimsSet validate(String idToken, String accessToken, @Nullable String nonce, @Nullable Instant sentAt)
            throws GrantException, InterruptedException {
        JWTClaimsSet claims;
        try {
            SignedJWT jwt = parse(ID_TOKEN, idToken);
            checkAnnounced(jwt.getHeader().getAlgorithm());
            signatures.check(ID_TOKEN, jwt);
            claims = jwt.getJWTClaimsSet();
            require(isOurs(claims.getIssuer()), "was issued by somebody else");
            require(claims.getSubject() != null && !claims.getSubject().isBlank(), "does not say who signed in");
            checkAudience(claims);
            checkTime(claims, sentAt);
            checkAccessToken(jwt, claims, accessToken);
            if (nonce != null) {
                require(nonce.equals(claims.getStringClaim("nonce")), "was not made for this sign-in (nonce)");
            }
        } catch (ParseException e) {
            throw new Untrusted(sentence("cannot be read"), e);
        }
        return claims;
    }

    private boolean isOurs(@Nullable String issuer) {
        return provider.issuer().equals(issuer) || provider.quirks().isAlsoCalled(issuer);
    }

    /** The claims of a token that was validated when it came. */
    static JWTClaimsSet claims(String idToken) throws GrantException {
        try {
            return SignedJWT.parse(idToken).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new Untrusted(sentence("cannot be read"), e);
        }
    }

    /** Reads what is signed; of what is not, it says what it is. */
    static SignedJWT parse(String what, String compact) throws ParseException, Untrusted {
        JWT jwt = JWTParser.parse(compact);
        if (jwt instanceof SignedJWT signed) return signed;
        throw new Untrusted(lasting(
                what,
                jwt instanceof EncryptedJWT
                        ? "is encrypted, and this application has no key for it"
                        : "is not signed (alg: none), so anybody can have made it"));
    }

    /**
     * Whether the provider signs with this algorithm, as far as its metadata say (OpenID Connect Discovery §3). Sends
     * no request.
     */
    private void checkAnnounced(JWSAlgorithm algorithm) throws GrantException, InterruptedException {
        Set<String> announced = provider.metadata().idTokenAlgorithms();
        String name = algorithm.getName();
        // RFC 9864 gives the one EdDSA that is in use a name of its own.
        boolean same = name.equals("Ed25519") && announced.contains("EdDSA");
        if (announced.isEmpty() || announced.contains(name) || same) return;
        throw new Untrusted(lasting(
                ID_TOKEN,
                "is signed in another way (" + OAuthErrors.printable(name) + ") than the provider says it signs"));
    }

    /** The hash binds the access token to this answer (OpenID Connect Core §3.1.3.6); a provider may leave it out. */
    private static void checkAccessToken(SignedJWT jwt, JWTClaimsSet claims, String accessToken)
            throws GrantException, ParseException {
        String expected = claims.getStringClaim("at_hash");
        if (expected == null) return;
        String algorithm = jwt.getHeader().getAlgorithm().getName();
        // The digest of the signature: the last digits of its name, or SHA-512 inside Ed25519.
        String bits = algorithm.matches(".*(256|384|512)") ? algorithm.substring(algorithm.length() - 3) : "512";
        byte[] hash = Pkce.digest("SHA-" + bits, accessToken);
        String half = Base64URL.encode(Arrays.copyOf(hash, hash.length / 2)).toString();
        require(half.equals(expected), "belongs to another access token");
    }

    private void checkAudience(JWTClaimsSet claims) throws GrantException, ParseException {
        List<String> audience = claims.getAudience();
        require(audience.contains(clientId), "is for another application");
        String authorizedParty = claims.getStringClaim("azp");
        require(authorizedParty == null || authorizedParty.equals(clientId), "was issued to another application");
    }

    private void checkTime(JWTClaimsSet claims, @Nullable Instant sentAt) throws GrantException {
        if (sentAt != null && isTimely(claims, sentAt)) return;
        Instant now = clock.instant();
        Instant issued = time(claims, "iat");
        Instant expires = time(claims, "exp");
        if (issued.isAfter(now.plus(LEEWAY))) throw wrongClock(Duration.between(now, issued), "slow");
        if (!now.minus(LEEWAY).isBefore(expires)) {
            if (expires.isAfter(issued)) throw wrongClock(Duration.between(issued, now), "fast");
            throw new Untrusted(sentence("had ended before it came"));
        }
    }

    private static boolean isTimely(JWTClaimsSet claims, Instant now) throws GrantException {
        return !time(claims, "iat").isAfter(now.plus(LEEWAY))
                && now.minus(LEEWAY).isBefore(time(claims, "exp"));
    }

    private static Instant time(JWTClaimsSet claims, String name) throws GrantException {
        try {
            Date date = claims.getDateClaim(name);
            if (date != null) return date.toInstant();
        } catch (ParseException e) {
            throw new Untrusted(sentence("cannot be read"), e);
        }
        throw new Untrusted(sentence("does not say when (" + name + ")"));
    }

    private static Untrusted wrongClock(Duration by, String how) {
        long minutes = Math.max(1, by.toMinutes());
        String much = minutes < 120 ? minutes + " minutes" : by.toHours() + " hours";
        return new Untrusted("By the provider's clock, this computer's clock is about " + much + " " + how
                + ". Set the clock of this computer and sign in again.");
    }

    private static void require(boolean condition, String problem) throws Untrusted {
        if (!condition) throw new Untrusted(sentence(problem));
    }

    private static String sentence(String problem) {
        return sentence(ID_TOKEN, problem);
    }

    /** Of what another try cannot change. */
    static String lasting(String what, String problem) {
        return what + " " + problem + ". The sign-in was not accepted. Tell the administrators.";
    }

    static String sentence(String what, String problem) {
        return what + " " + problem + ". The sign-in was not accepted. Try again; if it happens again, tell the "
                + "administrators.";
    }
}
