package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import java.nio.ByteOrder;

/** Processes handshake messages, and keeps what later ones depend on. */
final class SslHandshake {
    static final int HELLO_REQUEST = 0;
    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int HELLO_VERIFY_REQUEST = 3;
    static final int SESSION_TICKET = 4;
    static final int CERTIFICATE = 11;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int CERTIFICATE_REQUEST = 13;
    static final int SERVER_HELLO_DONE = 14;
    static final int CERTIFICATE_VERIFY = 15;
    static final int CLIENT_KEY_EXCHANGE = 16;
    static final int FINISHED = 20;
    static final int CERTIFICATE_URL = 21;
    static final int CERTIFICATE_STATUS = 22;

    private static final int OCSP = 1;

    private final SslConversation said;

    /** The name of the cipher suite that the server chose; empty while it has not. */
    String cipher = "";

    /** The version that the server chose, once it is known. */
    int version;

    private boolean flipped;
    private boolean toldOfFlips;

    SslHandshake(SslConversation said) {
        this.said = said;
    }

    /** Whether an endpoint is the client: it is the originator, unless that has turned out to be the server. */
    boolean isClient(Direction direction) {
        return direction.isFromOriginator() != flipped;
    }

    /** @throws MalformedException when it is too short for what it says */
    void message(Direction direction, int type, ByteCursor body) throws MalformedException {
        switch (type) {
            case HELLO_REQUEST -> tellsRoles(false, direction);
            case CLIENT_HELLO -> clientHello(direction, body);
            case SERVER_HELLO -> serverHello(direction, body);
            case HELLO_VERIFY_REQUEST -> verifyRequest(fields("HelloVerifyRequest", body));
            case SESSION_TICKET -> fields("SessionTicketHandshake", body).skip("ticket_lifetime_hint", Integer.BYTES);
            case CERTIFICATE -> certificates(isClient(direction), fields("HandshakeRecord", body));
            case SERVER_KEY_EXCHANGE -> keyExchange(body);
            case CERTIFICATE_STATUS -> status(fields("CertificateStatus", body));
            case CERTIFICATE_REQUEST,
                    SERVER_HELLO_DONE,
                    CERTIFICATE_VERIFY,
                    CLIENT_KEY_EXCHANGE,
                    FINISHED,
                    CERTIFICATE_URL -> {
                // That it was sent is all that is told of it.
            }
            default -> said.violation("unknown handshake message (" + type + ") from " + side(direction));
        }
        said.handshake(isClient(direction), type);
    }

    private static FieldReader fields(String structure, ByteCursor body) {
        return FieldReader.of(structure, body, ByteOrder.BIG_ENDIAN);
    }

    static String side(Direction direction) {
        return direction.isFromOriginator() ? "originator" : "responder";
    }

    /** Some messages tell who is the client, whoever opened the connection. */
    private void tellsRoles(boolean byClient, Direction direction) {
        if (isClient(direction) != byClient) {
            flipped = !flipped;
            said.flipped();
            if (!flipped && !toldOfFlips) {
                toldOfFlips = true;
                said.weird(SslWeird.UNCLEAR_DIRECTION);
            }
        }
    }

    private void clientHello(Direction direction, ByteCursor body) throws MalformedException {
        tellsRoles(true, direction);
        SslClientHello hello = SslHelloParser.client(fields("ClientHello", body), said);
        checkVersion("client", hello.version(), true);
        said.clientHello(hello.session());
        said.fingerprint(hello);
    }

    private void checkVersion(String side, int offered, boolean confirms) {
        if (!SslVersion.isOfHello(offered)) {
            said.violation(String.format("unsupported %s SSL version 0x%04x", side, offered));
        } else if (confirms) {
            said.confirm();
        }
    }

    private void serverHello(Direction direction, ByteCursor body) throws MalformedException {
        tellsRoles(false, direction);
        SslServerHello hello = SslHelloParser.server(fields("ServerHello", body), said);
        cipher = SslNames.cipher(hello.cipher());
        if (version == SslVersion.UNKNOWN) {
            version = hello.extendedVersion() == SslVersion.UNKNOWN ? hello.version() : hello.extendedVersion();
        }
        checkVersion("server", hello.version(), false);
        said.serverHello(hello.version(), hello.random(), hello.session(), hello.cipher());
        said.fingerprint(hello);
    }

    private void keyExchange(ByteCursor body) throws MalformedException {
        SslKeyExchangeParser.Parameters chosen = SslKeyExchangeParser.read(cipher, version, body);
        if (chosen.curve() != SslKeyExchangeParser.NO_CURVE) {
            said.curve(chosen.curve());
        }
        if (chosen.primeBytes() > 0) {
            said.prime(chosen.primeBytes());
        }
    }

    private static void verifyRequest(FieldReader in) throws MalformedException {
        in.u16("version");
        in.skip("cookie", in.u8("cookie_length"));
    }

    private void certificates(boolean isClient, FieldReader message) throws MalformedException {
        int place = 0;
        for (byte[] der : SslCertificateParser.certificates(message)) {
            said.certificate(isClient, der, place++);
        }
    }

    private void status(FieldReader in) throws MalformedException {
        int type = in.u8("status_type");
        in.u24("length");
        byte[] response = in.rest();
        if (response.length == 0) {
            said.weird(SslWeird.EMPTY_STAPLED_STATUS);
        } else if (type == OCSP) {
            said.stapledStatus(response);
        }
    }
}
