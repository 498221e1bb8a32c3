package io.brook.analysis.x509;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/** Steps through ASN.1. What is not as it should be is an {@link IllegalArgumentException}, as with Bouncy Castle itself. */
final class Der {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Der() {}

    /** The structure that some bytes begin with; what follows it is not looked at. */
    static ASN1Sequence sequence(byte[] bytes) {
        try (ASN1InputStream in = new ASN1InputStream(new ByteArrayInputStream(bytes), bytes.length)) {
            return ASN1Sequence.getInstance(in.readObject());
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The element of a structure that has this number as its tag, or null. */
    static ASN1TaggedObject tagged(ASN1Sequence from, int number) {
        for (ASN1Encodable each : from) {
            if (each instanceof ASN1TaggedObject tagged && tagged.hasContextTag(number)) {
                return tagged;
            }
        }
        return null;
    }

    /** What an octet string holds, when that is a structure itself. */
    static ASN1Sequence within(ASN1OctetString octets) {
        return sequence(octets.getOctets());
    }

    static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The bytes of a value of a simple type: its encoding without type and length. */
    static byte[] contents(ASN1Primitive value) {
        byte[] all = encoded(value);
        int lengthBytes = (all[1] & 0x80) == 0 ? 0 : all[1] & 0x7f;
        int header = 2 + lengthBytes;
        byte[] contents = new byte[all.length - header];
        System.arraycopy(all, header, contents, 0, contents.length);
        return contents;
    }

    /** Bytes as OpenSSL prints a number or a hash: in hexadecimal, with a line end after every 35. */
    static String hex(byte[] bytes) {
        int line = 35;
        if (bytes.length <= line) {
            return HEX.formatHex(bytes);
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; at += line) {
            text.append(at == 0 ? "" : "\\\n").append(HEX.formatHex(bytes, at, Math.min(at + line, bytes.length)));
        }
        return text.toString();
    }
}
