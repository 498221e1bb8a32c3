package io.brook.analysis.x509;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;

/**
 * What a certificate says of its key.
 *
 * @param algorithm OpenSSL's name of the algorithm, or its object identifier
 * @param type rsa, dsa or ecdsa; null for another kind, and for a key that cannot be read
 * @param length in bits; 0 when unknown
 * @param exponent of an RSA key; else null
 * @param curve OpenSSL's name of an elliptic curve; else null
 */
record PublicKey(String algorithm, String type, int length, String exponent, String curve) {
    private static final String RSA = "1.2.840.113549.1.1.1";
    /** Some servers of RDP call their RSA key this: md5WithRSAEncryption. */
    private static final String RSA_MISNAMED = "1.2.840.113549.1.1.4";

    private static final String DSA = "1.2.840.10040.4.1";
    private static final String ELLIPTIC = "1.2.840.10045.2.1";

    /** @param info the SubjectPublicKeyInfo */
    static PublicKey read(ASN1Sequence info) {
        ASN1Sequence algorithm = ASN1Sequence.getInstance(info.getObjectAt(0));
        String identifier =
                ASN1ObjectIdentifier.getInstance(algorithm.getObjectAt(0)).getId();
        String known = ObjectNames.algorithm(identifier);
        String name = known == null ? identifier : known;
        ASN1Encodable parameters = algorithm.size() > 1 ? algorithm.getObjectAt(1) : null;
        try {
            byte[] key = ASN1BitString.getInstance(info.getObjectAt(1)).getBytes();
            return switch (identifier) {
                case RSA, RSA_MISNAMED -> rsa(name, key);
                case DSA -> dsa(name, parameters);
                case ELLIPTIC -> elliptic(name, parameters);
                default -> new PublicKey(name, null, 0, null, null);
            };
        } catch (RuntimeException e) {
            return new PublicKey(name, null, 0, null, null);
        }
    }

    private static PublicKey rsa(String name, byte[] key) {
        ASN1Sequence numbers = Der.sequence(key);
        BigInteger exponent = ASN1Integer.getInstance(numbers.getObjectAt(1)).getValue();
        return new PublicKey(name, "rsa", bits(numbers.getObjectAt(0)), exponent.toString(), null);
    }

    private static PublicKey dsa(String name, ASN1Encodable parameters) {
        int length = bits(ASN1Sequence.getInstance(parameters).getObjectAt(0));
        return new PublicKey(name, "dsa", length, null, null);
    }

    private static PublicKey elliptic(String name, ASN1Encodable parameters) {
        if (parameters instanceof ASN1ObjectIdentifier curve) {
            X9ECParameters known = ECNamedCurveTable.getByOID(curve);
            int length = known == null ? 0 : known.getN().bitLength();
            return new PublicKey(name, "ecdsa", length, null, ObjectNames.curve(curve.getId()));
        }
        int order = 4;
        int length = bits(ASN1Sequence.getInstance(parameters).getObjectAt(order));
        return new PublicKey(name, "ecdsa", length, null, null);
    }

    private static int bits(ASN1Encodable number) {
        return ASN1Integer.getInstance(number).getValue().bitLength();
    }
}
