package io.github.keytray.internal.dpop;

import io.github.keytray.internal.json.Json;
import io.github.keytray.internal.platform.Sha256;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key of one sign-in, on P-256, to which its tokens are bound (RFC 9449). Made with Java alone, because every
 * program that uses a bound token has to load it. Immutable; safe for any thread. {@link #toString} shows no secret.
 */
public final class ProofKey {
    /** The only algorithm it signs with (RFC 7518 §3.4). */
    public static final String ALGORITHM = "ES256";
    /** The authentication scheme and the type of a token that is bound (RFC 9449 §5 and §7.1). */
    public static final String SCHEME = "DPoP";

    private static final int COORDINATE_BYTES = 32;
    /** RFC 9110 §9.1 and RFC 9449 §8.1, without what JSON would have to escape. */
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final Pattern NONCE = Pattern.compile("[!#-\\[\\]-~]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String x;
    private final String y;
    private final String d;
    private final PrivateKey key;

    private ProofKey(String x, String y, String d, PrivateKey key) {
        this.x = x;
        this.y = y;
        this.d = d;
        this.key = key;
    }

    /** A new key. */
    public static ProofKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey open = (ECPublicKey) pair.getPublic();
            return new ProofKey(
                    coordinate(open.getW().getAffineX()),
                    coordinate(open.getW().getAffineY()),
                    coordinate(((ECPrivateKey) pair.getPrivate()).getS()),
                    pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no EC keys on P-256", e);
        }
    }

    /**
     * The key in a private JWK (RFC 7518 §6.2.2), as {@link #jwk} writes it.
     *
     * @throws IllegalArgumentException for anything else; it quotes nothing of the text
     */
    public static ProofKey of(String jwk) {
        Map<String, @Nullable Object> members = Json.object(jwk);
        if (members.get("x") instanceof String x
                && members.get("y") instanceof String y
                && members.get("d") instanceof String d
                && "P-256".equals(members.get("crv"))) {
            try {
                AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
                curve.init(new ECGenParameterSpec("secp256r1"));
                BigInteger secret = new BigInteger(1, Base64.getUrlDecoder().decode(d));
                PrivateKey key = KeyFactory.getInstance("EC")
                        .generatePrivate(new ECPrivateKeySpec(secret, curve.getParameterSpec(ECParameterSpec.class)));
                return new ProofKey(x, y, d, key);
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("Not a private key on P-256");
            }
        }
        throw new IllegalArgumentException("Not a private key on P-256");
    }

    /** The private key as a JWK (RFC 7517): a secret. */
    public String jwk() {
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + x + "\",\"y\":\"" + y + "\",\"d\":\"" + d + "\"}";
    }

    /** The thumbprint of the public key (RFC 7638), which {@code dpop_jkt} and {@code cnf.jkt} name it by. */
    public String thumbprint() {
        return hash("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}");
    }

    /**
     * A proof for one request (RFC 9449 §4.2), which must not be sent twice.
     *
     * @param method the request's method
     * @param uri where it goes to; query and fragment are left out
     * @param now the time by the server's clock
     * @param accessToken the token that the request carries, or null at the token endpoint
     * @param nonce what the server wanted to have in it (RFC 9449 §8), or null
     */
    public String proof(String method, URI uri, Instant now, @Nullable String accessToken, @Nullable String nonce) {
        if (!isMethod(method)) throw new IllegalArgumentException("Not an HTTP method");
        String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"" + ALGORITHM
                + "\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}}";
        StringBuilder claims = new StringBuilder("{\"jti\":\"").append(unguessable());
        claims.append("\",\"htm\":\"").append(method);
        claims.append("\",\"htu\":\"").append(target(uri));
        claims.append("\",\"iat\":").append(now.getEpochSecond());
        if (accessToken != null)
            claims.append(",\"ath\":\"").append(hash(accessToken)).append('"');
        if (nonce != null && isNonce(nonce))
            claims.append(",\"nonce\":\"").append(nonce).append('"');
        String content = base64(header) + "." + base64(claims.append('}').toString());
        return content + "." + signature(content);
    }

    /** Whether it can be the method of a request (RFC 9110 §9.1). */
    public static boolean isMethod(String text) {
        return METHOD.matcher(text).matches();
    }

    /** Whether it can be a server's nonce (RFC 9449 §8.1). */
    public static boolean isNonce(String text) {
        return text.length() <= 1024 && NONCE.matcher(text).matches();
    }

    /** The server's nonce in a proof; null where it holds none, or is no proof. */
    public static @Nullable String nonceOf(String proof) {
        String[] parts = proof.split("\\.", -1);
        if (parts.length != 3) return null;
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return Json.object(claims).get("nonce") instanceof String nonce ? nonce : null;
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private String signature(String content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of this sign-in does not sign", e);
        }
    }

    /**
     * Where a request goes to, as a proof says it ({@code htu}, RFC 9449 §4.2): without query and fragment.
     *
     * @throws IllegalArgumentException where it is no address of a server, or has a user and a password, which belong into
     *     no proof
     */
    public static URI target(URI uri) {
        String host = uri.getRawAuthority();
        if (uri.getScheme() == null || host == null || host.indexOf('@') >= 0)
            throw new IllegalArgumentException("Not an http address");
        String path = uri.getRawPath();
        String target = uri.getScheme() + "://" + host + (path == null || path.isEmpty() ? "/" : path);
        return URI.create(URI.create(target).toASCIIString());
    }

    private static String unguessable() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] all = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, all, COORDINATE_BYTES - length, length);
        return base64(all);
    }

    private static String hash(String text) {
        return base64(Sha256.of(text));
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The public key's thumbprint; no secret. */
    @Override
    public String toString() {
        return "ProofKey[" + thumbprint() + "]";
    }
}
