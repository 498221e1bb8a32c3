package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads handshake messages, and keeps what later ones depend on. */
final class Handshake {
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

    private static final int RANDOM = 32;
    private static final int MAX_SESSION = 32;
    private static final int OCSP = 1;

    private final Conversation said;
    private final KeyExchange keyExchange;
    private int version;
    private boolean flipped;
    private boolean toldOfFlips;

    Handshake(Conversation said) {
        this.said = said;
        this.keyExchange = new KeyExchange(said);
    }

    /** The version that the server chose, once it is known. */
    int version() {
        return version;
    }

    /** Whether those at one end speak as the client: the originator, unless they have turned out to be the server. */
    boolean isClient(Direction direction) {
        return direction.isFromOriginator() != flipped;
    }

    /** @throws Malformed when it is too short for what it says */
    void message(Direction direction, int type, ByteCursor body) {
        switch (type) {
            case HELLO_REQUEST -> tellsRoles(false, direction);
            case CLIENT_HELLO -> clientHello(direction, body);
            case SERVER_HELLO -> serverHello(direction, body);
            case HELLO_VERIFY_REQUEST -> verifyRequest(new Fields("HelloVerifyRequest", body));
            case SESSION_TICKET ->
                new Fields("SessionTicketHandshake", body).skip("ticket_lifetime_hint", Integer.BYTES);
            case CERTIFICATE -> certificates(isClient(direction), new Fields("HandshakeRecord", body));
            case SERVER_KEY_EXCHANGE -> keyExchange.server(version, body);
            case CERTIFICATE_STATUS -> status(new Fields("CertificateStatus", body));
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
                said.context().weird("SSL_unclear_connection_direction", null);
            }
        }
    }

    private void clientHello(Direction direction, ByteCursor body) {
        tellsRoles(true, direction);
        Fields in = new Fields("ClientHello", body);
        int offered = in.u16("client_version");
        in.skip("random_bytes", RANDOM);
        String session = session(in);
        if (Version.isOfDatagram(offered)) {
            in.skip("cookie", in.u8("cookie_len"));
        }
        in.skip("csuits", in.u16("csuit_len") / 2 * 2);
        in.skip("cmeths", in.u8("cmeth_len"));
        HelloExtensions.read(in, true, said);
        checkVersion("client", offered, true);
        said.clientHello(session);
    }

    private void checkVersion(String side, int offered, boolean confirms) {
        if (!Version.isOfHello(offered)) {
            said.violation(String.format("unsupported %s SSL version 0x%04x", side, offered));
        } else if (confirms) {
            said.confirm();
        }
    }

    private void serverHello(Direction direction, ByteCursor body) {
        tellsRoles(false, direction);
        Fields in = new Fields("ServerHello", body);
        int old = in.u16("server_version");
        boolean isDraft = old == Version.TLS_1_3 || old >> 8 == 0x7f;
        String random = in.text("random_bytes", RANDOM);
        String session = isDraft ? padded(new byte[0]) : session(in);
        int cipher = in.u16("cipher_suite");
        keyExchange.cipher(cipher);
        if (!isDraft) {
            in.skip("compression_method", 1);
        }
        int extended = HelloExtensions.read(in, false, said);
        if (version == Version.UNKNOWN) {
            version = extended == Version.UNKNOWN ? old : extended;
        }
        checkVersion("server", old, false);
        said.serverHello(old, random, session, cipher);
    }

    private static String session(Fields in) {
        return padded(in.bytes("session_id", in.u8("session_len")));
    }

    /** In Zeek a session's identifier has always 32 bytes; one that is longer is as if it were empty. */
    static String padded(byte[] session) {
        byte[] all = session.length <= MAX_SESSION ? Arrays.copyOf(session, MAX_SESSION) : new byte[MAX_SESSION];
        return new String(all, StandardCharsets.ISO_8859_1);
    }

    private static void verifyRequest(Fields in) {
        in.u16("version");
        in.skip("cookie", in.u8("cookie_length"));
    }

    private void certificates(boolean isClient, Fields message) {
        int lengthField = 3;
        Fields list = message.within("Certificate", message.peek24() + lengthField);
        list.u24("length");
        CertificateList.read(list, isClient, said);
    }

    private void status(Fields in) {
        int type = in.u8("status_type");
        in.u24("length");
        byte[] response = in.rest();
        if (response.length == 0) {
            said.context().weird("SSL_zero_length_stapled_OCSP_message", null);
        } else if (type == OCSP) {
            said.stapledStatus(response);
        }
    }
}
