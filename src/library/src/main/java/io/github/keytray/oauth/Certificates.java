package io.github.keytray.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificate authorities that the JVM does not know, such as a company's own. */
final class Certificates {
    private static final List<Path> LINUX = Stream.of(
                    "/etc/ssl/certs/ca-certificates.crt",
                    "/etc/pki/tls/certs/ca-bundle.crt",
                    "/etc/ssl/ca-bundle.pem",
                    "/etc/ssl/cert.pem")
            .map(Path::of)
            .toList();

    private final List<Certificate> authorities;

    private Certificates(Collection<? extends Certificate> authorities) {
        this.authorities = List.copyOf(authorities);
    }

    /**
     * The certificates in a PEM file, one or several.
     *
     * @throws IOException with the file and the reason, when it cannot be read or holds none
     */
    static Certificates pem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) throw new IOException("There is no certificate in " + file);
            return new Certificates(found);
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + " may not be read by this person", e);
        } catch (CertificateException e) {
            throw new IOException(file + " is not a PEM file of certificates", e);
        }
    }

    /**
     * The authorities that the operating system trusts, to which administrators add their own: the root store on
     * Windows, the keychain on macOS, the bundle below {@code /etc} on Linux.
     *
     * @throws IOException when the system's store cannot be read, or there is none
     */
    static Certificates ofTheSystem() throws IOException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) return store("Windows-ROOT");
        if (system.startsWith("mac")) return store("KeychainStore");
        Optional<Path> bundle = LINUX.stream().filter(Files::isReadable).findFirst();
        if (bundle.isPresent()) return pem(bundle.get());
        throw new IOException("This system has no bundle of certificates where one is known to be");
    }

    private static Certificates store(String type) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            List<Certificate> found = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)) found.add(store.getCertificate(alias));
            }
            return new Certificates(found);
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificates of this system cannot be read", e);
        }
    }

    /** TLS that accepts what the JVM would, and what these vouch for; names are checked as ever. */
    SSLContext withJvmAuthorities() {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager known) add(List.of(known.getAcceptedIssuers()), all);
            }
            add(authorities, all);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java platform cannot hold certificates", e);
        }
    }

    private static void add(List<? extends Certificate> certificates, KeyStore all) throws GeneralSecurityException {
        for (Certificate certificate : certificates) all.setCertificateEntry("authority-" + all.size(), certificate);
    }

    private static TrustManager[] managers(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }

    @Override
    public String toString() {
        return "Certificates[" + authorities.size() + "]";
    }
}
