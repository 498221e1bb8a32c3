package io.brook.analysis.x509;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Certificates for tests. Their signatures are nothing: nobody verifies them. */
public final class TestCertificates {
    static final Instant NOT_BEFORE = Instant.parse("2024-01-02T03:04:05Z");
    static final Instant NOT_AFTER = Instant.parse("2055-01-02T03:04:05Z");

    private X500Name subject = new X500Name("CN=www.example.org");
    private BigInteger serial = BigInteger.ONE;
    private AlgorithmIdentifier signature = new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption);
    private SubjectPublicKeyInfo key = rsa(BigInteger.ONE.shiftLeft(2047), 65537);
    private final ExtensionsGenerator extensions = new ExtensionsGenerator();

    /** A certificate for a host, as a server sends it. */
    public static byte[] of(String host) {
        return new TestCertificates().subject(new X500Name("CN=" + host)).der();
    }

    static SubjectPublicKeyInfo rsa(BigInteger modulus, long exponent) {
        return key(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                new RSAPublicKey(modulus, BigInteger.valueOf(exponent)));
    }

    static SubjectPublicKeyInfo key(AlgorithmIdentifier algorithm, ASN1Encodable key) {
        return new SubjectPublicKeyInfo(algorithm, new DERBitString(Der.encoded(key)));
    }

    TestCertificates subject(X500Name name) {
        subject = name;
        return this;
    }

    TestCertificates serial(BigInteger number) {
        serial = number;
        return this;
    }

    TestCertificates key(SubjectPublicKeyInfo info) {
        key = info;
        return this;
    }

    TestCertificates signature(String identifier) {
        signature = new AlgorithmIdentifier(new ASN1ObjectIdentifier(identifier));
        return this;
    }

    TestCertificates extension(ASN1ObjectIdentifier identifier, ASN1Encodable value) {
        extensions.addExtension(identifier, false, Der.encoded(value));
        return this;
    }

    byte[] der() {
        V3TBSCertificateGenerator signed = new V3TBSCertificateGenerator();
        signed.setSerialNumber(new ASN1Integer(serial));
        signed.setIssuer(new X500Name("CN=Test CA,O=Example\\, Inc.,C=US"));
        signed.setStartDate(new Time(Date.from(NOT_BEFORE)));
        signed.setEndDate(new Time(Date.from(NOT_AFTER)));
        signed.setSubject(subject);
        signed.setSubjectPublicKeyInfo(key);
        signed.setSignature(signature);
        Extensions all = extensions.isEmpty() ? null : extensions.generate();
        if (all != null) {
            signed.setExtensions(all);
        }
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(signed.generateTBSCertificate());
        parts.add(signature);
        parts.add(new DERBitString(new byte[8]));
        return Der.encoded(new DERSequence(parts));
    }
}
