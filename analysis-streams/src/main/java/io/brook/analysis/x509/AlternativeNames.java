package io.brook.analysis.x509;

import io.brook.schemas.flow.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/** The subject alternative name of a certificate (RFC 5280, section 4.2.1.6): of each kind those that there are, or null. */
final class AlternativeNames {
    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    /** Zeek's X509::default_max_field_container_elements: more of one kind are not logged, and not kept here. */
    private static final int MAX = 500;

    private List<String> dns;
    private List<String> uri;
    private List<String> email;
    private List<String> ip;

    static AlternativeNames read(ASN1Sequence names) {
        AlternativeNames read = new AlternativeNames();
        for (ASN1Encodable each : names) {
            read.add(ASN1TaggedObject.getInstance(each));
        }
        return read;
    }

    private void add(ASN1TaggedObject name) {
        switch (name.getTagNo()) {
            case EMAIL -> email = with(email, text(name));
            case DNS -> dns = with(dns, text(name));
            case URI -> uri = with(uri, text(name));
            case IP -> addAddress(octets(name));
            default -> {
                // Names of other kinds are not logged.
            }
        }
    }

    /** An address of another length makes the list, and is not in it. */
    private void addAddress(byte[] address) {
        ip = ip == null ? new ArrayList<>() : ip;
        ByteBuffer bytes = ByteBuffer.wrap(address);
        if (ip.size() == MAX) {
            return;
        }
        if (address.length == Integer.BYTES) {
            ip.add(IpAddress.v4(bytes.getInt()).toString());
        } else if (address.length == 2 * Long.BYTES) {
            ip.add(IpAddress.format(bytes.getLong(), bytes.getLong()));
        }
    }

    private static List<String> with(List<String> list, String name) {
        List<String> longer = list == null ? new ArrayList<>() : list;
        if (longer.size() < MAX) {
            longer.add(name);
        }
        return longer;
    }

    private static String text(ASN1TaggedObject name) {
        return new String(octets(name), StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(ASN1TaggedObject name) {
        return ASN1OctetString.getInstance(name, false).getOctets();
    }

    List<String> dns() {
        return dns;
    }

    List<String> uri() {
        return uri;
    }

    List<String> email() {
        return email;
    }

    List<String> ip() {
        return ip;
    }
}
