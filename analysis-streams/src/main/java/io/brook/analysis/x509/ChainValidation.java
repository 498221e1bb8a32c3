package io.brook.analysis.x509;

import io.brook.analysis.digest.DigestAlgorithm;
import io.brook.analysis.digest.Digests;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Validates chains of certificates against authorities that are trusted, as of the time of the traffic (RFC 5280, by the JDK's PKIX), and says
 * the outcome in the words of OpenSSL 3, which Zeek's validate-certs.zeek logs. Safe for use by several threads.
 *
 * <p>Links at most {@value #MAX_LENGTH} certificates, of which a server has sent no more than {@value #MAX_SENT} that are looked at, and remembers
 * the outcome of the last {@value #MAX_REMEMBERED} chains. An outcome holds until one of the certificates begins or ceases to be valid.
 */
public final class ChainValidation {
    /** The outcome when all is well. */
    public static final String OK = "ok";

    /** More of the certificates that a server sends are not looked at. */
    public static final int MAX_SENT = 10;

    static final int MAX_LENGTH = 10;
    static final int MAX_REMEMBERED = 1_000;

    private static final String NO_ISSUER = "unable to get local issuer certificate";
    private static final String SELF_SIGNED = "self-signed certificate";
    private static final String EXPIRED = "certificate has expired";
    private static final String UNSPECIFIED = "unspecified certificate verification error";
    private static final String NOT_YET_VALID = "certificate is not yet valid";

    private final TrustedAuthorities trusted;
    private final Map<String, Outcome> outcomes = new Recent();

    public ChainValidation(TrustedAuthorities trusted) {
        this.trusted = trusted;
    }

    /**
     * What was found of a chain, and the authority that it leads to; null when it leads to none.
     *
     * @param words in OpenSSL's words
     */
    private record Outcome(String words, X509Certificate authority) {}

    /** Forgets the one that was not asked for for longest. */
    private static final class Recent extends LinkedHashMap<String, Outcome> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
            return size() > MAX_REMEMBERED;
        }
    }

    /**
     * @param chain the certificates in DER, the server's own first
     * @param time when it was seen, in nanoseconds since the epoch
     * @return the outcome in OpenSSL's words; null when the first certificate cannot be read
     */
    public String validate(List<byte[]> chain, long time) {
        List<X509Certificate> sent = read(chain);
        if (sent.isEmpty()) {
            return null;
        }
        Date date = new Date(TimeUnit.NANOSECONDS.toMillis(time));
        String key = key(chain, sent, date);
        Outcome outcome;
        synchronized (outcomes) {
            outcome = outcomes.get(key);
        }
        if (outcome == null) {
            outcome = judge(sent, date);
            synchronized (outcomes) {
                outcomes.put(key, outcome);
            }
        }
        return outcome.authority() == null ? outcome.words() : datesOf(outcome.authority(), date, outcome.words());
    }

    /** Which certificates are valid is a part of it: the same chain is judged anew when that changes. */
    private static String key(List<byte[]> chain, List<X509Certificate> sent, Date date) {
        StringBuilder key = new StringBuilder();
        chain.stream()
                .limit(MAX_SENT)
                .forEach(each ->
                        key.append(Digests.hexOf(DigestAlgorithm.SHA256, each)).append(' '));
        sent.forEach(each -> key.append(datesOf(each, date, OK)).append(' '));
        return key.toString();
    }

    private static String datesOf(X509Certificate certificate, Date date, String otherwise) {
        if (certificate.getNotAfter().before(date)) {
            return EXPIRED;
        }
        return certificate.getNotBefore().after(date) ? NOT_YET_VALID : otherwise;
    }

    /** Those that can be read; none where the first one cannot. */
    private static List<X509Certificate> read(List<byte[]> chain) {
        List<X509Certificate> sent = new ArrayList<>();
        for (byte[] der : chain.subList(0, Math.min(chain.size(), MAX_SENT))) {
            try {
                sent.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            } catch (CertificateException | RuntimeException e) {
                if (sent.isEmpty()) {
                    return sent;
                }
            }
        }
        return sent;
    }

    /** Follows the issuers from the server's certificate on: trusted ones first, as OpenSSL does. */
    private Outcome judge(List<X509Certificate> sent, Date date) {
        List<X509Certificate> path = new ArrayList<>();
        X509Certificate last = sent.get(0);
        while (path.size() < MAX_LENGTH) {
            path.add(last);
            X509Certificate authority = issuerOf(last, trusted.named(last.getIssuerX500Principal()));
            if (authority != null) {
                return new Outcome(validate(path, authority, date), authority);
            }
            if (last.getIssuerX500Principal().equals(last.getSubjectX500Principal())) {
                return new Outcome(path.size() == 1 ? SELF_SIGNED : SELF_SIGNED + " in certificate chain", null);
            }
            last = issuerOf(last, sent);
            if (last == null || path.contains(last)) {
                return new Outcome(NO_ISSUER, null);
            }
        }
        return new Outcome("certificate chain too long", null);
    }

    private static X509Certificate issuerOf(X509Certificate certificate, List<X509Certificate> candidates) {
        for (X509Certificate candidate : candidates) {
            if (candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                try {
                    certificate.verify(candidate.getPublicKey());
                    return candidate;
                } catch (GeneralSecurityException | RuntimeException e) {
                    // Not this one: another key under the same name.
                }
            }
        }
        return null;
    }

    private static String validate(List<X509Certificate> path, X509Certificate authority, Date date) {
        // An authority is trusted as it is: it is no part of the path, and may be the server's own certificate.
        List<X509Certificate> below =
                path.stream().filter(each -> !each.equals(authority)).toList();
        if (below.isEmpty()) {
            return OK;
        }
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(date);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
            return OK;
        } catch (CertPathValidatorException e) {
            return words(e.getReason());
        } catch (GeneralSecurityException | RuntimeException e) {
            return UNSPECIFIED;
        }
    }

    private static String words(CertPathValidatorException.Reason reason) {
        if (reason instanceof CertPathValidatorException.BasicReason basic) {
            return switch (basic) {
                case EXPIRED -> EXPIRED;
                case NOT_YET_VALID -> NOT_YET_VALID;
                case INVALID_SIGNATURE -> "certificate signature failure";
                case ALGORITHM_CONSTRAINED -> "CA signature digest algorithm too weak";
                default -> UNSPECIFIED;
            };
        }
        if (reason instanceof PKIXReason pkix) {
            return switch (pkix) {
                case NOT_CA_CERT -> "invalid CA certificate";
                case PATH_TOO_LONG -> "path length constraint exceeded";
                case INVALID_KEY_USAGE -> "key usage does not include certificate signing";
                case UNRECOGNIZED_CRIT_EXT -> "unhandled critical extension";
                case INVALID_NAME -> "permitted subtree violation";
                default -> UNSPECIFIED;
            };
        }
        return UNSPECIFIED;
    }
}
