package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the hellos of client and server. */
final class SslHelloParser {
    private static final int RANDOM = 32;
    private static final int MAX_SESSION = 32;

    private SslHelloParser() {}

    static SslClientHello client(FieldReader in, SslExtensionSink sink) throws MalformedException {
        int version = in.u16("client_version");
        in.skip("random_bytes", RANDOM);
        String session = session(in);
        if (SslVersion.isOfDatagram(version)) {
            in.skip("cookie", in.u8("cookie_len"));
        }
        SslOffer offer = new SslOffer();
        FieldReader ciphers = in.part("csuits", in.u16("csuit_len") & ~1);
        while (!ciphers.isAtEnd()) {
            offer.ciphers.add(ciphers.u16("csuit"));
        }
        in.skip("cmeths", in.u8("cmeth_len"));
        SslExtensionParser.client(in, offer, sink);
        return new SslClientHello(version, session, offer);
    }

    static SslServerHello server(FieldReader in, SslExtensionSink sink) throws MalformedException {
        int version = in.u16("server_version");
        boolean isDraft = version == SslVersion.TLS_1_3 || version >> 8 == 0x7f;
        String random = in.text("random_bytes", RANDOM);
        String session = isDraft ? padded(new byte[0]) : session(in);
        int cipher = in.u16("cipher_suite");
        if (!isDraft) {
            in.skip("compression_method", 1);
        }
        List<Integer> extensions = new ArrayList<>();
        int extended = SslExtensionParser.server(in, extensions, sink);
        return new SslServerHello(version, extended, random, session, cipher, extensions);
    }

    private static String session(FieldReader in) throws MalformedException {
        return padded(in.bytes("session_id", in.u8("session_len")));
    }

    /** Zeek takes all session identifiers to have 32 bytes, and a longer one for an empty one. */
    static String padded(byte[] session) {
        byte[] all = session.length <= MAX_SESSION ? Arrays.copyOf(session, MAX_SESSION) : new byte[MAX_SESSION];
        return new String(all, StandardCharsets.ISO_8859_1);
    }
}
