package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.InnerStream;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;
import java.util.Base64;

/**
 * The tokens by which both sides authenticate each other (RFC 2228): with GSSAPI as GridFTP uses it they are TLS, in ADAT commands
 * and in replies. They go to the session of TLS until the exchange is over.
 */
final class FtpSecurityExchange {
    private static final String TOKEN = "ADAT=";
    private static final int CODE_LENGTH = 3;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_HEADER = 5;
    private static final byte[] NONE = {};

    private final SessionContext context;
    private InnerStream tls;
    private boolean clientSpoke;
    private boolean serverSpoke;

    FtpSecurityExchange(SessionContext context) {
        this.context = context;
    }

    /** The server agrees to GSSAPI. */
    void begin() {
        if (tls == null) {
            tls = context.inner("ssl");
            clientSpoke = false;
            serverSpoke = false;
        }
    }

    /** @param command as it was sent, in any case */
    void request(String command, String argument) {
        if (tls == null) {
            return;
        }
        if (command.equals("AUTH")) {
            end();
        } else if (command.equals("ADAT")) {
            fromClient(decoded(argument));
        }
    }

    /** What does not begin like TLS is not handed on. */
    private void fromClient(byte[] token) {
        if (clientSpoke) {
            forward(Direction.ORIGINATOR, token);
            return;
        }
        clientSpoke = true;
        if (token.length == 0) {
            context.weird(FtpWeird.BAD_FIRST_TOKEN);
        }
        boolean isTls = token.length >= TLS_HEADER
                && token[0] == TLS_HANDSHAKE
                && token.length - TLS_HEADER == ((token[3] & 0xff) << 8 | token[4] & 0xff);
        if (isTls) {
            forward(Direction.ORIGINATOR, token);
        } else {
            end();
        }
    }

    /** @param line of a reply, with its code */
    void reply(int code, String line) {
        if (tls == null) {
            return;
        }
        switch (code) {
            case 334, 335 -> fromServer(line);
            case 235 -> {
                fromServer(line);
                succeed();
            }
            case 232, 234, 421, 431, 500, 501, 503, 535, 631, 632, 633 -> end();
            default -> {}
        }
    }

    private void fromServer(String line) {
        int at = line.indexOf(TOKEN, CODE_LENGTH);
        boolean onlyBlanksBefore =
                at >= 0 && line.substring(CODE_LENGTH, at).replace('-', ' ').isBlank();
        if (onlyBlanksBefore) {
            serverSpoke = true;
            forward(Direction.RESPONDER, decoded(line.substring(at + TOKEN.length())));
        }
    }

    /** Both sides know each other: this is GridFTP. */
    private void succeed() {
        if (clientSpoke && serverSpoke) {
            context.service("gridftp");
        }
        end();
    }

    private void forward(Direction direction, byte[] token) {
        if (token.length > 0) {
            tls.data(direction, token);
        }
    }

    private void end() {
        tls.end();
        tls = null;
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getDecoder().decode(token.trim());
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }
}
