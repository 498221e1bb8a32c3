package io.brook.analysis.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.brook.schemas.log.X509Log;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;

class CertificateTest {
    private final TestCertificates made = new TestCertificates();

    private X509Log line() {
        return Certificate.parse(made.der()).line(7, true, false);
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000;
    }

    @Test
    void saysWhoseItIsWhoSignedItAndWhenItIsValid() {
        X509Log line = line();
        assertThat(line.getTs()).isEqualTo(7);
        assertThat(line.getFingerprint()).hasSize(64);
        assertThat(line.getCertificateVersion()).isEqualTo(3);
        assertThat(line.getCertificateSerial()).isEqualTo("01");
        assertThat(line.getCertificateSubject()).isEqualTo("CN=www.example.org");
        assertThat(line.getCertificateIssuer()).isEqualTo("C=US,O=Example\\, Inc.,CN=Test CA");
        assertThat(line.getCertificateNotValidBefore()).isEqualTo(nanos(TestCertificates.NOT_BEFORE));
        assertThat(line.getCertificateNotValidAfter()).isEqualTo(nanos(TestCertificates.NOT_AFTER));
        assertThat(line.getCertificateSigAlg()).isEqualTo("sha256WithRSAEncryption");
        assertThat(line.getSanDns()).isNull();
        assertThat(line.getBasicConstraintsCa()).isNull();
        assertThat(line.getHostCert()).isTrue();
        assertThat(line.getClientCert()).isFalse();
    }

    @Test
    void saysTypeLengthAndExponentOfAnRsaKey() {
        X509Log line = line();
        assertThat(line.getCertificateKeyAlg()).isEqualTo("rsaEncryption");
        assertThat(line.getCertificateKeyType()).isEqualTo("rsa");
        assertThat(line.getCertificateKeyLength()).isEqualTo(2048);
        assertThat(line.getCertificateExponent()).isEqualTo("65537");
    }

    @Test
    void saysTheCurveOfAnEllipticCurveKey() {
        AlgorithmIdentifier curve =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, X9ObjectIdentifiers.prime256v1);
        made.key(TestCertificates.key(curve, new DEROctetString(new byte[1])));
        X509Log line = line();
        assertThat(line.getCertificateKeyAlg()).isEqualTo("id-ecPublicKey");
        assertThat(line.getCertificateKeyType()).isEqualTo("ecdsa");
        assertThat(line.getCertificateKeyLength()).isEqualTo(256);
        assertThat(line.getCertificateCurve()).isEqualTo("prime256v1");
        assertThat(line.getCertificateExponent()).isNull();
    }

    @Test
    void namesAnUnknownKeyByItsIdentifierAndAnUnknownSignatureNotAtAll() {
        AlgorithmIdentifier unknown = new AlgorithmIdentifier(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.3.17"));
        made.key(TestCertificates.key(unknown, new DEROctetString(new byte[1]))).signature("2.16.840.1.101.3.4.3.17");
        X509Log line = line();
        assertThat(line.getCertificateKeyAlg()).isEqualTo("2.16.840.1.101.3.4.3.17");
        assertThat(line.getCertificateSigAlg()).isEmpty();
        assertThat(line.getCertificateKeyType()).isNull();
        assertThat(line.getCertificateKeyLength()).isNull();
    }

    @Test
    void leavesOutTheKeyThatCannotBeRead() {
        AlgorithmIdentifier rsa = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.113549.1.1.1"));
        made.key(TestCertificates.key(rsa, new DEROctetString(new byte[1])));
        assertThat(line().getCertificateKeyAlg()).isEqualTo("rsaEncryption");
        assertThat(line().getCertificateKeyType()).isNull();
    }

    @Test
    void escapesInNamesAsRfc2253Says() {
        RDN[] parts = {
            new RDN(BCStyle.C, new DERUTF8String(" a ")),
            new RDN(BCStyle.O, new DERUTF8String("#1, \"x\"+<y>;\\=")),
            new RDN(BCStyle.CN, new DERUTF8String("\u00e9\n"))
        };
        made.subject(new X500Name(parts));
        assertThat(line().getCertificateSubject())
                .isEqualTo("CN=\\C3\\A9\\0A,O=\\#1\\, \\\"x\\\"\\+\\<y\\>\\;\\\\=,C=\\ a\\ ");
    }

    @Test
    void turnsOlderCharacterSetsIntoUtf8() {
        RDN[] parts = {new RDN(BCStyle.O, new DERBMPString("\u20ac")), new RDN(BCStyle.CN, new DERT61String("\u00fc"))};
        made.subject(new X500Name(parts));
        assertThat(line().getCertificateSubject()).isEqualTo("CN=\\C3\\BC,O=\\E2\\82\\AC");
    }

    @Test
    void dumpsAnUnknownAttribute() {
        made.subject(new X500Name(new RDN[] {new RDN(new ASN1ObjectIdentifier("1.2.3.4"), new DERUTF8String("a"))}));
        assertThat(line().getCertificateSubject()).isEqualTo("1.2.3.4=#0C0161");
    }

    @Test
    void printsNegativeAndLongSerialNumbersAsOpenSslDoes() {
        made.serial(BigInteger.valueOf(-255));
        assertThat(line().getCertificateSerial()).isEqualTo("-FF");
        made.serial(BigInteger.ZERO);
        assertThat(line().getCertificateSerial()).isEqualTo("00");
        made.serial(BigInteger.ONE.shiftLeft(8 * 35));
        assertThat(line().getCertificateSerial()).isEqualTo("01" + "00".repeat(34) + "\\\n00");
    }

    @Test
    void listsAlternativeNamesByKind() {
        GeneralName[] names = {
            new GeneralName(GeneralName.dNSName, "a.example.org"),
            new GeneralName(GeneralName.rfc822Name, "a@example.org"),
            new GeneralName(GeneralName.uniformResourceIdentifier, "http://a/"),
            new GeneralName(GeneralName.iPAddress, "192.0.2.1"),
            new GeneralName(GeneralName.iPAddress, "2001:db8::1"),
            new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[5])),
            new GeneralName(GeneralName.registeredID, "1.2.3"),
            new GeneralName(GeneralName.dNSName, "b.example.org")
        };
        made.extension(Extension.subjectAlternativeName, new GeneralNames(names));
        X509Log line = line();
        assertThat(line.getSanDns()).containsExactly("a.example.org", "b.example.org");
        assertThat(line.getSanEmail()).containsExactly("a@example.org");
        assertThat(line.getSanUri()).containsExactly("http://a/");
        assertThat(line.getSanIp()).containsExactly("192.0.2.1", "2001:db8::1");
    }

    @Test
    void saysWhetherItMaySignOthersAndHowLongChainsMayBe() {
        made.extension(Extension.basicConstraints, new BasicConstraints(0));
        assertThat(line().getBasicConstraintsCa()).isTrue();
        assertThat(line().getBasicConstraintsPathLen()).isZero();
    }

    @Test
    void passesOverAnExtensionThatCannotBeRead() {
        made.extension(Extension.basicConstraints, new DEROctetString(new byte[1]));
        assertThat(line().getBasicConstraintsCa()).isNull();
    }

    @Test
    void isForTheHostsOfItsAlternativeNamesAndElseOfItsCommonName() {
        assertThat(Certificate.parse(made.der()).isFor("WWW.example.org")).isTrue();
        assertThat(Certificate.parse(made.der()).isFor("example.org")).isFalse();
        made.extension(
                Extension.subjectAlternativeName,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "*.example.net")));
        Certificate certificate = Certificate.parse(made.der());
        assertThat(certificate.isFor("www.example.org")).isFalse();
        assertThat(certificate.isFor("a.example.net")).isTrue();
        assertThat(certificate.isFor("a.b.example.net")).isFalse();
        assertThat(certificate.isFor("example.net")).isFalse();
    }

    @Test
    void takesWildcardsAtTheEndOfTheFirstOfThreeLabelsOnly() {
        assertThat(HostNames.matches("www1.a.b", "www*.a.b")).isTrue();
        assertThat(HostNames.matches("1www.a.b", "*www.a.b")).isFalse();
        assertThat(HostNames.matches("x.b", "*.b")).isFalse();
        assertThat(HostNames.matches("x.a.b", "x.*.b")).isFalse();
        assertThat(HostNames.matches("localhost", "*")).isFalse();
    }

    @Test
    void isNoneWhenTheBytesAreNoCertificate() {
        assertThat(Certificate.parse(new byte[0])).isNull();
        assertThat(Certificate.parse(new byte[] {0x30, 0})).isNull();
        ASN1EncodableVector deep = new ASN1EncodableVector();
        DERSequence nested = new DERSequence();
        for (int i = 0; i < 500; i++) {
            nested = new DERSequence(nested);
        }
        deep.add(nested);
        assertThat(Certificate.parse(Der.encoded(new DERSequence(deep)))).isNull();
    }

    @Test
    void neverThrowsWhateverIsDamaged() {
        made.extension(Extension.basicConstraints, new BasicConstraints(3));
        byte[] der = made.der();
        SplittableRandom random = new SplittableRandom(1);
        assertThatCode(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        byte[] damaged =
                                Arrays.copyOf(der, random.nextInt(8) == 0 ? random.nextInt(der.length) : der.length);
                        for (int k = random.nextInt(4); k >= 0 && damaged.length > 0; k--) {
                            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                        }
                        Certificate read = Certificate.parse(damaged);
                        if (read != null) {
                            read.isFor("www.example.org");
                            read.line(0, true, true);
                        }
                    }
                })
                .doesNotThrowAnyException();
    }
}
