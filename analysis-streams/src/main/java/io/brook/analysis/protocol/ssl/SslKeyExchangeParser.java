package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import java.nio.ByteOrder;

/** Reads the ServerKeyExchange message, whose form depends on the cipher suite that the server chose. */
final class SslKeyExchangeParser {
    private static final int NAMED_CURVE = 3;

    /** The server names no group, or the message is not about one. */
    static final int NO_CURVE = -1;

    private SslKeyExchangeParser() {}

    /**
     * Which named group the server uses.
     *
     * @param cipher the cipher suite's name; empty while there is none
     */
    static int curve(String cipher, int version, ByteCursor body) throws MalformedException {
        if (cipher.startsWith("TLS_ECDHE_") || cipher.startsWith("TLS_ECDH_ANON_")) {
            return elliptic(cipher, version, fields("EcdheServerKeyExchange", body));
        }
        if (cipher.startsWith("TLS_DHE_") || cipher.startsWith("TLS_PSK_DHE_")) {
            FieldReader in = fields("DheServerKeyExchange", body);
            groups(in);
            signature(version, in);
        } else if (cipher.startsWith("TLS_DH_ANON_")) {
            groups(fields("DhAnonServerKeyExchange", body));
        }
        return NO_CURVE;
    }

    private static FieldReader fields(String structure, ByteCursor body) {
        return FieldReader.of(structure, body, ByteOrder.BIG_ENDIAN);
    }

    private static int elliptic(String cipher, int version, FieldReader in) throws MalformedException {
        if (in.u8("curve_type") != NAMED_CURVE) {
            return NO_CURVE;
        }
        int curve = in.u16("curve");
        in.skip("point", in.u8("point_length"));
        if (cipher.startsWith("TLS_ECDHE_")) {
            signature(version, in);
        }
        return curve;
    }

    private static void groups(FieldReader in) throws MalformedException {
        in.skip("dh_p", in.u16("dh_p_length"));
        in.skip("dh_g", in.u16("dh_g_length"));
        in.skip("dh_Ys", in.u16("dh_Ys_length"));
    }

    private static void signature(int version, FieldReader in) throws MalformedException {
        if (version > SslVersion.TLS_1_1 && version != SslVersion.DTLS_1_0) {
            in.u16("algorithm");
        }
        in.skip("signature", in.u16("signature_length"));
    }
}
