package io.brook.analysis.x509;

import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;

/** The extensions of a certificate that logs tell of. One that cannot be read is as if it were not there. */
final class Extensions {
    private static final String ALTERNATIVE_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";

    private AlternativeNames names;
    private Boolean authority;
    private Long pathLength;

    /** @param list the extensions, each with its identifier, perhaps whether it is critical, and its contents */
    static Extensions read(ASN1Sequence list) {
        Extensions read = new Extensions();
        for (ASN1Encodable each : list) {
            ASN1Sequence extension = ASN1Sequence.getInstance(each);
            String identifier =
                    ASN1ObjectIdentifier.getInstance(extension.getObjectAt(0)).getId();
            boolean isKnown = identifier.equals(ALTERNATIVE_NAME) || identifier.equals(BASIC_CONSTRAINTS);
            if (isKnown) {
                read.add(identifier, ASN1OctetString.getInstance(extension.getObjectAt(extension.size() - 1)));
            }
        }
        return read;
    }

    private void add(String identifier, ASN1OctetString contents) {
        try {
            ASN1Sequence sequence = Der.within(contents);
            if (identifier.equals(ALTERNATIVE_NAME)) {
                names = AlternativeNames.read(sequence);
            } else {
                constraints(sequence);
            }
        } catch (RuntimeException e) {
            // OpenSSL cannot read it either.
        }
    }

    private void constraints(ASN1Sequence sequence) {
        boolean hasFlag = sequence.size() > 0 && sequence.getObjectAt(0) instanceof ASN1Boolean;
        int at = hasFlag ? 1 : 0;
        Long length = sequence.size() > at
                ? ASN1Integer.getInstance(sequence.getObjectAt(at)).getValue().longValueExact()
                : null;
        authority = hasFlag && ASN1Boolean.getInstance(sequence.getObjectAt(0)).isTrue();
        pathLength = length;
    }

    /** The subject alternative name, or null. */
    AlternativeNames names() {
        return names;
    }

    /** Whether it may sign other certificates; null when it does not say. */
    Boolean authority() {
        return authority;
    }

    /** How many certificates may follow in a chain; null when any number may. */
    Long pathLength() {
        return pathLength;
    }
}
