package io.github.keytray.oauth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key in a file: PEM, PKCS#8 (RFC 7468 §10). */
final class PrivateKeyFile {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");

    private PrivateKeyFile() {}

    static PrivateKey read(Path file) throws IOException {
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) throw new IOException(file + " holds no private key in PEM (BEGIN PRIVATE KEY).");
        if (pem.group(1).startsWith("ENCRYPTED")) {
            throw new IOException(
                    "The private key in " + file + " is encrypted, which is not supported. Keep it in a key "
                            + "store instead, or decrypt it: openssl pkcs8 -in FILE -out FILE.");
        }
        if (!pem.group(1).equals("PRIVATE KEY")) {
            throw new IOException("The private key in " + file + " is not in PKCS#8 (" + pem.group(1)
                    + "). Convert it: openssl pkcs8 -topk8 -nocrypt -in FILE -out FILE.");
        }
        byte[] encoded = decode(file, pem.group(2));
        try {
            for (String kind : new String[] {"RSA", "EC"}) {
                try {
                    return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                } catch (GeneralSecurityException anotherKind) {
                    // It may be of the next kind.
                }
            }
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
        throw new IOException("The private key in " + file + " is of a kind that is not supported. Use RSA, or EC on "
                + "P-256, P-384 or P-521.");
    }

    private static byte[] decode(Path file, String body) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException malformed) {
            throw new IOException("The private key in " + file + " is damaged.", malformed);
        }
    }
}
