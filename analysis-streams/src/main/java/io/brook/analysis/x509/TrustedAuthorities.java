package io.brook.analysis.x509;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

/** The certificate authorities that are trusted. */
public final class TrustedAuthorities {
    private final Map<X500Principal, List<X509Certificate>> byName;

    private TrustedAuthorities(Collection<X509Certificate> certificates) {
        byName = certificates.stream().collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal));
    }

    /** Those of this Java: its file cacerts, or what stands in for it. */
    public static TrustedAuthorities ofJava() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            List<X509Certificate> certificates = new ArrayList<>();
            for (TrustManager each : factory.getTrustManagers()) {
                if (each instanceof X509TrustManager manager) {
                    certificates.addAll(List.of(manager.getAcceptedIssuers()));
                }
            }
            return new TrustedAuthorities(certificates);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no certificate authorities", e);
        }
    }

    /**
     * Those of a file.
     *
     * @param bundle certificates in PEM, one after another
     * @throws IOException when it cannot be read, or holds anything else
     */
    public static TrustedAuthorities of(Path bundle) throws IOException {
        try (InputStream in = Files.newInputStream(bundle)) {
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                certificates.add((X509Certificate) each);
            }
            if (certificates.isEmpty()) {
                throw new IOException("there are no certificates in it");
            }
            return new TrustedAuthorities(certificates);
        } catch (GeneralSecurityException e) {
            throw new IOException("it is no file of certificates in PEM: " + e.getMessage(), e);
        }
    }

    /** Those of a name, in the order in which they were read. */
    List<X509Certificate> named(X500Principal name) {
        return byName.getOrDefault(name, List.of());
    }
}
