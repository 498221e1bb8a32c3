package io.brook.analysis.x509;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1NumericString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1T61String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.ASN1VisibleString;

/** A distinguished name as OpenSSL prints it by RFC 2253: the last attribute first, all beyond ASCII in hexadecimal. */
final class DistinguishedName {
    private static final String COMMON_NAME = "2.5.4.3";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private DistinguishedName() {}

    static String print(ASN1Sequence name) {
        StringBuilder text = new StringBuilder();
        for (int i = name.size() - 1; i >= 0; i--) {
            ASN1Set together = ASN1Set.getInstance(name.getObjectAt(i));
            for (int k = together.size() - 1; k >= 0; k--) {
                if (text.length() > 0) {
                    text.append(k == together.size() - 1 ? ',' : '+');
                }
                attribute(ASN1Sequence.getInstance(together.getObjectAt(k)), text);
            }
        }
        return text.toString();
    }

    /** The last common name, as UTF-8 one character a byte; null when there is none. */
    static String commonName(ASN1Sequence name) {
        String last = null;
        for (ASN1Encodable together : name) {
            for (ASN1Encodable each : ASN1Set.getInstance(together)) {
                ASN1Sequence attribute = ASN1Sequence.getInstance(each);
                if (identifier(attribute).equals(COMMON_NAME)) {
                    byte[] bytes = utf8(attribute.getObjectAt(1).toASN1Primitive());
                    last = bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
                }
            }
        }
        return last;
    }

    private static String identifier(ASN1Sequence attribute) {
        return ASN1ObjectIdentifier.getInstance(attribute.getObjectAt(0)).getId();
    }

    private static void attribute(ASN1Sequence attribute, StringBuilder text) {
        String identifier = identifier(attribute);
        String known = ObjectNames.attribute(identifier);
        ASN1Primitive value = attribute.getObjectAt(1).toASN1Primitive();
        byte[] bytes = known == null ? null : utf8(value);
        text.append(known == null ? identifier : known).append('=');
        if (bytes == null) {
            text.append('#').append(HEX.formatHex(Der.encoded(value)));
        } else {
            escape(bytes, text);
        }
    }

    /** A string's characters in UTF-8; null when it is no string of characters. */
    private static byte[] utf8(ASN1Primitive value) {
        if (value instanceof ASN1UTF8String) {
            return Der.contents(value);
        }
        if (value instanceof ASN1BMPString) {
            return utf8(Der.contents(value), 2);
        }
        if (value instanceof ASN1UniversalString) {
            return utf8(Der.contents(value), 4);
        }
        return isOneByteACharacter(value) ? utf8(Der.contents(value), 1) : null;
    }

    private static boolean isOneByteACharacter(ASN1Primitive value) {
        return value instanceof ASN1PrintableString
                || value instanceof ASN1IA5String
                || value instanceof ASN1T61String
                || value instanceof ASN1NumericString
                || value instanceof ASN1VisibleString;
    }

    private static byte[] utf8(byte[] bytes, int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i + width <= bytes.length; i += width) {
            int character = 0;
            for (int k = 0; k < width; k++) {
                character = character << 8 | bytes[i + k] & 0xff;
            }
            if (Character.isValidCodePoint(character)) {
                out.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static void escape(byte[] bytes, StringBuilder text) {
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean blankAtAnEnd = c == ' ' && (i == 0 || i == bytes.length - 1);
            if (c < ' ' || c >= 0x7f) {
                text.append('\\').append(HEX.toHexDigits((byte) c));
            } else if (",+\"\\<>;".indexOf(c) >= 0 || blankAtAnEnd || c == '#' && i == 0) {
                text.append('\\').append(c);
            } else {
                text.append(c);
            }
        }
    }
}
