package io.brook.analysis.x509;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.OcspLog;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extensions;
import org.junit.jupiter.api.Test;

class OcspResponseTest {
    private static final long SECOND = 1_000_000_000;
    private static final ASN1GeneralizedTime TIME = new ASN1GeneralizedTime("20240102030405Z");
    private static final long NANOS = 1_704_164_645 * SECOND;

    private static byte[] response(CertStatus status, ASN1GeneralizedTime next) {
        AlgorithmIdentifier sha1 = new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1);
        CertID certificate = new CertID(
                sha1,
                new DEROctetString(new byte[] {1, 2}),
                new DEROctetString(new byte[] {3, (byte) 0xab}),
                new ASN1Integer(BigInteger.valueOf(0x1234)));
        SingleResponse single = new SingleResponse(certificate, status, TIME, next, (Extensions) null);
        ResponseData data = new ResponseData(
                new ResponderID(new DEROctetString(new byte[20])), TIME, new DERSequence(single), (Extensions) null);
        BasicOCSPResponse basic = new BasicOCSPResponse(data, sha1, new DERBitString(new byte[8]), null);
        ResponseBytes bytes =
                new ResponseBytes(OCSPObjectIdentifiers.id_pkix_ocsp_basic, new DEROctetString(Der.encoded(basic)));
        return Der.encoded(new OCSPResponse(new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL), bytes));
    }

    @Test
    void saysThatACertificateIsGood() {
        List<OcspLog> lines = OcspResponse.lines(response(new CertStatus(), TIME), "F1", 7);
        assertThat(lines).hasSize(1);
        OcspLog line = lines.get(0);
        assertThat(line.getTs()).isEqualTo(7);
        assertThat(line.getId()).isEqualTo("F1");
        assertThat(line.getHashAlgorithm()).isEqualTo("sha1");
        assertThat(line.getIssuerNameHash()).isEqualTo("0102");
        assertThat(line.getIssuerKeyHash()).isEqualTo("03AB");
        assertThat(line.getSerialNumber()).isEqualTo("1234");
        assertThat(line.getCertStatus()).isEqualTo("good");
        assertThat(line.getThisUpdate()).isEqualTo(NANOS);
        assertThat(line.getNextUpdate()).isEqualTo(NANOS);
        assertThat(line.getRevoketime()).isNull();
    }

    @Test
    void saysWhenAndWhyACertificateWasRevoked() {
        CertStatus revoked = new CertStatus(new RevokedInfo(TIME, CRLReason.lookup(CRLReason.keyCompromise)));
        OcspLog line = OcspResponse.lines(response(revoked, null), "F1", 7).get(0);
        assertThat(line.getCertStatus()).isEqualTo("revoked");
        assertThat(line.getRevoketime()).isEqualTo(NANOS);
        assertThat(line.getRevokereason()).isEqualTo("keyCompromise");
        assertThat(line.getNextUpdate()).isNull();
    }

    @Test
    void saysNothingOfWhatIsNoResponseOrSaysNothingItself() {
        byte[] refusal = Der.encoded(new OCSPResponse(new OCSPResponseStatus(OCSPResponseStatus.TRY_LATER), null));
        assertThat(OcspResponse.lines(refusal, "F1", 7)).isEmpty();
        assertThat(OcspResponse.lines(new byte[] {1, 2, 3}, "F1", 7)).isEmpty();
        assertThat(OcspResponse.lines(new byte[0], "F1", 7)).isEmpty();
    }
}
