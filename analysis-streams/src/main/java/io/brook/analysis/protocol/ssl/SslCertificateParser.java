package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** Reads a Certificate message of TLS 1.2 and older; that of TLS 1.3 is encrypted. */
final class SslCertificateParser {
    private static final int LENGTH_FIELD = 3;

    private SslCertificateParser() {}

    /** The certificates in their order, in DER; empty ones are among them. */
    static List<byte[]> certificates(FieldReader message) throws MalformedException {
        int length = message.u24("length");
        message.moveTo(message.position() - LENGTH_FIELD);
        FieldReader list = message.within("Certificate", length + LENGTH_FIELD);
        list.u24("length");
        List<byte[]> all = new ArrayList<>();
        while (!list.isAtEnd()) {
            all.add(list.bytes("certificate", list.u24("length")));
        }
        return all;
    }
}
