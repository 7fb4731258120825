package io.github.keytray.keychain;

import io.github.keytray.internal.dbus.SessionBusConnection;
import io.github.keytray.internal.dbus.SessionBusConnection.BusException;
import io.github.keytray.internal.dbus.SessionBusConnection.Target;
import io.github.keytray.internal.dbus.Variant;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A session of the Secret Service, in which secrets cross the bus encrypted where the service can do that:
 * {@code dh-ietf1024-sha256-aes128-cbc-pkcs7} of the Secret Service specification, else {@code plain}, as libsecret does.
 */
final class SecretSession {
    private static final String ENCRYPTED = "dh-ietf1024-sha256-aes128-cbc-pkcs7";
    private static final int KEY_BYTES = 16;
    private static final int GROUP_BYTES = 128;
    /** More than twice what the group itself withstands (RFC 3526 §8): a longer secret makes it slower, and no safer. */
    private static final int SECRET_BITS = 256;

    /** Named, because Java would load all the providers that come before it to see whether they have the algorithm. */
    private static final String JAVAS_OWN = "SunJCE";

    /** The Second Oakley Group (RFC 2409 §6.2). */
    private static final BigInteger PRIME = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                    + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                    + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
            16);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String path;
    private final @Nullable SecretKeySpec key;

    private SecretSession(String path, @Nullable SecretKeySpec key) {
        this.path = path;
        this.key = key;
    }

    static SecretSession open(SessionBusConnection bus, Target service) throws BusException, InterruptedException {
        try {
            return openEncrypted(bus, service);
        } catch (BusException e) {
            if (!e.isNotSupported()) throw e;
        }
        Object[] answer =
                bus.call(SessionBusConnection.PATIENCE, service, "OpenSession", "sv", "plain", new Variant("s", ""));
        return new SecretSession(SecretService.path(answer[1]), null);
    }

    private static SecretSession openEncrypted(SessionBusConnection bus, Target service)
            throws BusException, InterruptedException {
        BigInteger secret = new BigInteger(SECRET_BITS, RANDOM);
        byte[] ours = padded(BigInteger.TWO.modPow(secret, PRIME).toByteArray());
        Object[] answer = bus.call(
                SessionBusConnection.PATIENCE, service, "OpenSession", "sv", ENCRYPTED, new Variant("ay", ours));
        if (!(answer[0] instanceof Variant theirs)) throw new BusException("OpenSession", null);
        byte[] shared = padded(
                new BigInteger(1, bytes(theirs.value())).modPow(secret, PRIME).toByteArray());
        try {
            return new SecretSession(SecretService.path(answer[1]), key(shared));
        } catch (GeneralSecurityException e) {
            throw new BusException("OpenSession", e);
        }
    }

    /** The struct that goes over the bus as {@code (oayays)}. */
    Object[] seal(String value) throws BusException {
        byte[] plain = value.getBytes(StandardCharsets.UTF_8);
        byte[] parameters = new byte[key == null ? 0 : KEY_BYTES];
        RANDOM.nextBytes(parameters);
        return new Object[] {path, parameters, crypt(Cipher.ENCRYPT_MODE, parameters, plain), "text/plain"};
    }

    /** What came over the bus in such a struct. */
    String open(Object answer) throws BusException {
        if (!(answer instanceof Object[] secret) || secret.length != 4) throw new BusException("GetSecret", null);
        byte[] value = crypt(Cipher.DECRYPT_MODE, bytes(secret[1]), bytes(secret[2]));
        return new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Object array) throws BusException {
        if (array instanceof byte[] bytes) return bytes;
        throw new BusException("GetSecret", null);
    }

    String path() {
        return path;
    }

    private byte[] crypt(int mode, byte[] parameters, byte[] bytes) throws BusException {
        if (key == null) return bytes;
        try {
            Cipher cipher = cipher();
            cipher.init(mode, key, new IvParameterSpec(parameters));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new BusException("Secret", e);
        }
    }

    /** HKDF (RFC 5869) with SHA-256, no salt and no info, of which the first block is enough. */
    private static SecretKeySpec key(byte[] shared) throws GeneralSecurityException {
        byte[] pseudorandom = hmac(new byte[32], shared);
        return new SecretKeySpec(Arrays.copyOf(hmac(pseudorandom, new byte[] {1}), KEY_BYTES), "AES");
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = mac();
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static Cipher cipher() throws GeneralSecurityException {
        try {
            return Cipher.getInstance("AES/CBC/PKCS5Padding", JAVAS_OWN);
        } catch (NoSuchAlgorithmException | NoSuchProviderException elsewhere) {
            return Cipher.getInstance("AES/CBC/PKCS5Padding");
        }
    }

    private static Mac mac() throws GeneralSecurityException {
        try {
            return Mac.getInstance("HmacSHA256", JAVAS_OWN);
        } catch (NoSuchAlgorithmException | NoSuchProviderException elsewhere) {
            return Mac.getInstance("HmacSHA256");
        }
    }

    /** As many bytes as the group has, without the sign's. */
    private static byte[] padded(byte[] number) {
        byte[] padded = new byte[GROUP_BYTES];
        int length = Math.min(number.length, GROUP_BYTES);
        System.arraycopy(number, number.length - length, padded, GROUP_BYTES - length, length);
        return padded;
    }
}
