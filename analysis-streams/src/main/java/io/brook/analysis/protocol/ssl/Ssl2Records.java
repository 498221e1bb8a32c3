package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import java.nio.ByteOrder;

/** The records of SSL 2, and the client hello in its form that newer clients may begin with. */
final class Ssl2Records {
    static final int ERROR = 0;
    static final int CLIENT_HELLO = 1;
    static final int CLIENT_MASTER_KEY = 2;
    static final int SERVER_HELLO = 4;

    private static final int CIPHER = 3;

    /** What Zeek adds to the types to distinguish them from those of newer records. */
    private static final int OFFSET = 300;

    private final SslRecords newer;

    /** @param newer the session's records in the form of later versions */
    Ssl2Records(SslRecords newer) {
        this.newer = newer;
    }

    /** The length of the record at the beginning of the bytes, with its header. */
    static int length(ByteCursor in) {
        int beforeType = 2;
        return beforeType + (in.peek16(0) & 0x7fff);
    }

    /**
     * @param in the record from its beginning
     * @throws MalformedException when it is too short for what it says
     */
    void record(Direction direction, ByteCursor in) throws MalformedException {
        in.skip(2);
        int type = in.u8();
        int code = in.u16();
        if (in.remaining() == 0) {
            return;
        }
        if (newer.encrypted.contains(direction)) {
            newer.encrypted();
            return;
        }
        switch (type) {
            case CLIENT_HELLO -> clientHello(FieldReader.of("V2ClientHello", in, ByteOrder.BIG_ENDIAN));
            case SERVER_HELLO ->
                serverHello(
                        newer.handshake.isClient(direction), FieldReader.of("V2ServerHello", in, ByteOrder.BIG_ENDIAN));
            case CLIENT_MASTER_KEY -> masterKey();
            case ERROR -> newer.said.alert(newer.handshake.isClient(direction), code);
            default -> newer.unknown(direction, OFFSET + type);
        }
        newer.said.plaintext(false);
    }

    private void clientHello(FieldReader in) throws MalformedException {
        int ciphers = in.u16("csuit_len");
        int session = in.u16("session_len");
        int challenge = in.u16("chal_len");
        in.skip("ciphers", ciphers - ciphers % CIPHER);
        byte[] id = in.bytes("session_id", session);
        in.skip("challenge", challenge);
        newer.said.confirm();
        newer.said.oldClientHello(SslHelloParser.padded(id));
    }

    private void serverHello(boolean isClient, FieldReader in) throws MalformedException {
        int version = in.u16("server_version");
        int certificate = in.u16("cert_len");
        int ciphers = in.u16("ciph_len");
        int connection = in.u16("conn_id_len");
        byte[] der = in.bytes("cert_data", certificate);
        int first = ciphers < CIPHER ? 0 : in.u24("ciphers");
        in.skip("ciphers", Math.max(0L, ciphers - ciphers % CIPHER - CIPHER));
        String id = in.text("conn_id_data", connection);
        if (version != SslVersion.SSL_2) {
            newer.said.violation("Invalid version in SSL server hello. Version: " + version);
            return;
        }
        newer.said.serverHello(version, id, SslHelloParser.padded(new byte[0]), first);
        newer.said.certificate(isClient, der, 0);
    }

    private void masterKey() {
        newer.encrypted.add(Direction.ORIGINATOR);
        newer.encrypted.add(Direction.RESPONDER);
        newer.said.established();
    }
}
