package io.brook.analysis.x509;

import io.brook.analysis.digest.DigestAlgorithm;
import io.brook.analysis.digest.Digests;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.X509Log;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/** What a certificate says, in OpenSSL's words. Its fields are text, numbers and lists: it can be kept in a session. */
public final class Certificate {
    private static final int VERSION = 0;
    private static final int EXTENSIONS = 3;

    private final String fingerprint;
    private final long version;
    private final String serial;
    private final String subject;
    private final String commonName;
    private final String issuer;
    private final long notBefore;
    private final long notAfter;
    private final String signature;
    private final PublicKey key;
    private final Extensions extensions;

    private Certificate(String fingerprint, ASN1Sequence whole) {
        this.fingerprint = fingerprint;
        ASN1Sequence signed = ASN1Sequence.getInstance(whole.getObjectAt(0));
        ASN1TaggedObject tagged = Der.tagged(signed, VERSION);
        int at = tagged == null ? 0 : 1;
        version = tagged == null ? 1 : number(tagged) + 1;
        serial = serial(ASN1Integer.getInstance(signed.getObjectAt(at)));
        issuer = DistinguishedName.print(ASN1Sequence.getInstance(signed.getObjectAt(at + 2)));
        ASN1Sequence validity = ASN1Sequence.getInstance(signed.getObjectAt(at + 3));
        notBefore = CertificateTime.nanos(validity.getObjectAt(0));
        notAfter = CertificateTime.nanos(validity.getObjectAt(1));
        ASN1Sequence owner = ASN1Sequence.getInstance(signed.getObjectAt(at + 4));
        subject = DistinguishedName.print(owner);
        commonName = DistinguishedName.commonName(owner);
        key = PublicKey.read(ASN1Sequence.getInstance(signed.getObjectAt(at + 5)));
        ASN1TaggedObject extra = Der.tagged(signed, EXTENSIONS);
        extensions = extra == null ? new Extensions() : Extensions.read(ASN1Sequence.getInstance(extra, true));
        String algorithm = ASN1ObjectIdentifier.getInstance(
                        ASN1Sequence.getInstance(whole.getObjectAt(1)).getObjectAt(0))
                .getId();
        String known = ObjectNames.algorithm(algorithm);
        signature = known == null ? "" : known;
    }

    /**
     * @param der a certificate in DER; what follows it is not looked at, but hashed
     * @return null when it is none
     */
    public static Certificate parse(byte[] der) {
        String fingerprint = Digests.hexOf(DigestAlgorithm.SHA256, der);
        Certificate known = RecentCertificates.get(fingerprint);
        if (known != null) {
            return known;
        }
        try {
            Certificate read = new Certificate(fingerprint, Der.sequence(der));
            RecentCertificates.add(read, der.length);
            return read;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static long number(ASN1TaggedObject tagged) {
        return ASN1Integer.getInstance(tagged, true).getValue().longValue();
    }

    static String serial(ASN1Integer number) {
        byte[] bytes = number.getValue().abs().toByteArray();
        int signByte = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        byte[] digits = Arrays.copyOfRange(bytes, signByte, bytes.length);
        return (number.getValue().signum() < 0 ? "-" : "") + Der.hex(digits);
    }

    /** The SHA-256 hash in hexadecimal: by this logs name it. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The serial number in hexadecimal. */
    public String serial() {
        return serial;
    }

    /** Whose it is: a distinguished name as RFC 2253 writes it. */
    public String subject() {
        return subject;
    }

    /** From when it is valid, in nanoseconds since the epoch. */
    public long notBefore() {
        return notBefore;
    }

    /** Until when it is valid, in nanoseconds since the epoch. */
    public long notAfter() {
        return notAfter;
    }

    /** The length of an RSA or DSA key in bits; null for other keys, and for one that cannot be read. */
    public Integer classicKeyLength() {
        boolean isClassic = "rsa".equals(key.type()) || "dsa".equals(key.type());
        return isClassic && key.length() > 0 ? key.length() : null;
    }

    /** Who signed it: a distinguished name as RFC 2253 writes it. */
    public String issuer() {
        return issuer;
    }

    /**
     * Whether it is for a host: by one of its alternative names, or by its common name when it has no such names (RFC 2818).
     */
    public boolean isFor(String host) {
        AlternativeNames names = extensions.names();
        if (names == null) {
            return commonName != null && HostNames.matches(host, commonName);
        }
        List<String> dns = names.dns();
        return dns != null && dns.stream().anyMatch(each -> HostNames.matches(host, each));
    }

    /** What makes its lines of x509.log the same line, as a subject for a report. */
    public String subjectOf(boolean host, boolean client) {
        return fingerprint + ' ' + host + ' ' + client;
    }

    /**
     * Its line of x509.log, without meta.
     *
     * @param time when it was seen, in nanoseconds since the epoch
     * @param host whether it was the first one of its chain
     * @param client whether a client sent it
     */
    public X509Log line(long time, boolean host, boolean client) {
        AlternativeNames names = extensions.names();
        return X509Log.newBuilder()
                .setMeta(new LogMeta("", 0L))
                .setTs(time)
                .setFingerprint(fingerprint)
                .setCertificateVersion(version)
                .setCertificateSerial(serial)
                .setCertificateSubject(subject)
                .setCertificateIssuer(issuer)
                .setCertificateNotValidBefore(notBefore)
                .setCertificateNotValidAfter(notAfter)
                .setCertificateKeyAlg(key.algorithm())
                .setCertificateSigAlg(signature)
                .setCertificateKeyType(key.type())
                .setCertificateKeyLength(key.length() == 0 ? null : (long) key.length())
                .setCertificateExponent(key.exponent())
                .setCertificateCurve(key.curve())
                .setSanDns(names == null ? null : names.dns())
                .setSanUri(names == null ? null : names.uri())
                .setSanEmail(names == null ? null : names.email())
                .setSanIp(names == null ? null : names.ip())
                .setBasicConstraintsCa(extensions.authority())
                .setBasicConstraintsPathLen(extensions.pathLength())
                .setHostCert(host)
                .setClientCert(client)
                .build();
    }
}
