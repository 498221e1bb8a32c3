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
     * What a server says of its key exchange.
     *
     * @param curve the named group; {@link #NO_CURVE} when there is none
     * @param primeBytes the length of the prime of finite-field Diffie-Hellman; 0 when it is not that
     */
    record Parameters(int curve, int primeBytes) {
        private static final Parameters NONE = new Parameters(NO_CURVE, 0);
    }

    /**
     * Which group the server uses.
     *
     * @param cipher the cipher suite's name; empty while there is none
     */
    static Parameters read(String cipher, int version, ByteCursor body) throws MalformedException {
        if (cipher.startsWith("TLS_ECDHE_") || cipher.startsWith("TLS_ECDH_ANON_")) {
            return new Parameters(elliptic(cipher, version, fields("EcdheServerKeyExchange", body)), 0);
        }
        if (cipher.startsWith("TLS_DHE_") || cipher.startsWith("TLS_PSK_DHE_")) {
            FieldReader in = fields("DheServerKeyExchange", body);
            int prime = groups(in);
            signature(version, in);
            return new Parameters(NO_CURVE, prime);
        }
        if (cipher.startsWith("TLS_DH_ANON_")) {
            return new Parameters(NO_CURVE, groups(fields("DhAnonServerKeyExchange", body)));
        }
        return Parameters.NONE;
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

    private static int groups(FieldReader in) throws MalformedException {
        int prime = in.u16("dh_p_length");
        in.skip("dh_p", prime);
        in.skip("dh_g", in.u16("dh_g_length"));
        in.skip("dh_Ys", in.u16("dh_Ys_length"));
        return prime;
    }

    private static void signature(int version, FieldReader in) throws MalformedException {
        if (version > SslVersion.TLS_1_1 && version != SslVersion.DTLS_1_0) {
            in.u16("algorithm");
        }
        in.skip("signature", in.u16("signature_length"));
    }
}
