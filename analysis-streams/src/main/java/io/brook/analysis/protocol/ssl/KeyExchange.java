package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.ByteCursor;

/** The ServerKeyExchange message, whose form depends on the cipher suite that the server chose. */
final class KeyExchange {
    private static final int NAMED_CURVE = 3;

    private final Conversation said;

    /** The cipher suite's name; empty while there is none. */
    private String cipher = "";

    KeyExchange(Conversation said) {
        this.said = said;
    }

    void cipher(int suite) {
        cipher = Names.cipher(suite);
    }

    void server(int version, ByteCursor body) {
        if (cipher.startsWith("TLS_ECDHE_") || cipher.startsWith("TLS_ECDH_ANON_")) {
            elliptic(version, new Fields("EcdheServerKeyExchange", body));
        } else if (cipher.startsWith("TLS_DHE_") || cipher.startsWith("TLS_PSK_DHE_")) {
            Fields in = new Fields("DheServerKeyExchange", body);
            groups(in);
            signature(version, in);
        } else if (cipher.startsWith("TLS_DH_ANON_")) {
            groups(new Fields("DhAnonServerKeyExchange", body));
        }
    }

    private void elliptic(int version, Fields in) {
        if (in.u8("curve_type") == NAMED_CURVE) {
            int curve = in.u16("curve");
            in.skip("point", in.u8("point_length"));
            if (cipher.startsWith("TLS_ECDHE_")) {
                signature(version, in);
            }
            said.curve(curve);
        }
    }

    private static void groups(Fields in) {
        in.skip("dh_p", in.u16("dh_p_length"));
        in.skip("dh_g", in.u16("dh_g_length"));
        in.skip("dh_Ys", in.u16("dh_Ys_length"));
    }

    private static void signature(int version, Fields in) {
        if (version > Version.TLS_1_1 && version != Version.DTLS_1_0) {
            in.u16("algorithm");
        }
        in.skip("signature", in.u16("signature_length"));
    }
}
