package io.brook.analysis.protocol.ssl;

import java.util.ArrayList;
import java.util.List;

/** The certificates in a Certificate message of TLS 1.2 and older; those of TLS 1.3 are encrypted. */
final class CertificateList {
    private CertificateList() {}

    /** @param in the list without its length */
    static void read(Fields in, boolean isClient, Conversation said) {
        List<byte[]> all = new ArrayList<>();
        while (!in.isAtEnd()) {
            all.add(in.bytes("certificate", in.u24("length")));
        }
        for (int place = 0; place < all.size(); place++) {
            byte[] der = all.get(place);
            if (der.length == 0) {
                said.context().weird("zero_length_certificate", null);
            } else {
                said.certificate(isClient, der, place);
            }
        }
    }
}
