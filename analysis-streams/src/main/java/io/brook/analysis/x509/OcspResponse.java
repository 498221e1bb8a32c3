package io.brook.analysis.x509;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.OcspLog;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;

/** What an OCSP response says about certificates (RFC 6960, section 4.2). */
public final class OcspResponse {
    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";
    private static final int BYTES = 0;
    private static final int NEXT_UPDATE = 0;
    private static final int REVOKED = 1;
    private static final String[] STATUS = {"good", "revoked", "unknown"};
    private static final String[] REASONS = {
        "unspecified",
        "keyCompromise",
        "cACompromise",
        "affiliationChanged",
        "superseded",
        "cessationOfOperation",
        "certificateHold",
        null,
        "removeFromCRL",
        "privilegeWithdrawn",
        "aACompromise"
    };
    private static final String UNKNOWN = "(UNKNOWN)";

    private OcspResponse() {}

    /**
     * The lines of ocsp.log that a response makes, without meta: one for each certificate that it speaks of.
     *
     * @param der the response in DER
     * @param fuid its identifier as a file
     * @param time when it was seen, in nanoseconds since the epoch
     * @return none when it is no response
     */
    public static List<OcspLog> lines(byte[] der, String fuid, long time) {
        try {
            ASN1TaggedObject bytes = Der.tagged(Der.sequence(der), BYTES);
            return bytes == null ? List.of() : lines(ASN1Sequence.getInstance(bytes, true), fuid, time);
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private static List<OcspLog> lines(ASN1Sequence typed, String fuid, long time) {
        List<OcspLog> lines = new ArrayList<>();
        if (ASN1ObjectIdentifier.getInstance(typed.getObjectAt(0)).getId().equals(BASIC)) {
            ASN1Sequence basic = Der.within(ASN1OctetString.getInstance(typed.getObjectAt(1)));
            for (ASN1Encodable each : responses(ASN1Sequence.getInstance(basic.getObjectAt(0)))) {
                lines.add(line(ASN1Sequence.getInstance(each), fuid, time));
            }
        }
        return lines;
    }

    /** They follow when the response was made, the only time among what is there. */
    private static ASN1Sequence responses(ASN1Sequence data) {
        int at = 0;
        while (!(data.getObjectAt(at) instanceof ASN1GeneralizedTime)) {
            at++;
        }
        return ASN1Sequence.getInstance(data.getObjectAt(at + 1));
    }

    private static OcspLog line(ASN1Sequence single, String fuid, long time) {
        ASN1Sequence certificate = ASN1Sequence.getInstance(single.getObjectAt(0));
        ASN1TaggedObject status = ASN1TaggedObject.getInstance(single.getObjectAt(1));
        OcspLog line = OcspLog.newBuilder()
                .setMeta(new LogMeta("", 0L))
                .setTs(time)
                .setId(fuid)
                .setHashAlgorithm(algorithm(ASN1Sequence.getInstance(certificate.getObjectAt(0))))
                .setIssuerNameHash(hash(certificate.getObjectAt(1)))
                .setIssuerKeyHash(hash(certificate.getObjectAt(2)))
                .setSerialNumber(Certificate.serial(ASN1Integer.getInstance(certificate.getObjectAt(3))))
                .setCertStatus(STATUS[status.getTagNo()])
                .setThisUpdate(CertificateTime.nanos(single.getObjectAt(2)))
                .build();
        ASN1TaggedObject next = Der.tagged(tail(single), NEXT_UPDATE);
        if (next != null) {
            line.setNextUpdate(unlessZero(CertificateTime.nanos(ASN1GeneralizedTime.getInstance(next, true))));
        }
        if (status.getTagNo() == REVOKED) {
            revocation(ASN1Sequence.getInstance(status, false), line);
        }
        return line;
    }

    /** The elements that may be there or not. The status, which is no such element, has a tag too. */
    private static ASN1Sequence tail(ASN1Sequence single) {
        int fixed = 3;
        ASN1EncodableVector rest = new ASN1EncodableVector();
        for (int i = fixed; i < single.size(); i++) {
            rest.add(single.getObjectAt(i));
        }
        return new DERSequence(rest);
    }

    private static void revocation(ASN1Sequence revoked, OcspLog line) {
        line.setRevoketime(unlessZero(CertificateTime.nanos(revoked.getObjectAt(0))));
        if (revoked.size() > 1) {
            ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(revoked.getObjectAt(1));
            int reason = ASN1Enumerated.getInstance(tagged, true).intValueExact();
            boolean isKnown = reason >= 0 && reason < REASONS.length && REASONS[reason] != null;
            line.setRevokereason(isKnown ? REASONS[reason] : UNKNOWN);
        }
    }

    private static String algorithm(ASN1Sequence algorithm) {
        String identifier =
                ASN1ObjectIdentifier.getInstance(algorithm.getObjectAt(0)).getId();
        String known = ObjectNames.algorithm(identifier);
        return known == null ? identifier : known;
    }

    private static String hash(ASN1Encodable octets) {
        byte[] bytes = ASN1OctetString.getInstance(octets).getOctets();
        return bytes.length == 0 ? "0" : Der.hex(bytes);
    }

    private static Long unlessZero(long time) {
        return time == 0 ? null : time;
    }
}
