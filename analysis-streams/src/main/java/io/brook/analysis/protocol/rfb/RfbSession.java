package io.brook.analysis.protocol.rfb;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;

/** Follows the handshake (RFC 6143, section 7.1 to 7.3), and says to either side's reader what comes next. */
final class RfbSession implements AnalyzerSession {
    private static final int NO_SECURITY = 1;
    private static final int VNC_SECURITY = 2;
    private static final int ARD_SECURITY = 30;

    private final SessionContext context;
    private final RfbLine line;
    private final RfbSide client = new RfbSide();
    private final RfbSide server = new RfbSide();
    private RfbVersion version;
    private boolean handshakeIsOver;
    private int messageType;

    RfbSession(SessionContext context) {
        this.context = context;
        this.line = new RfbLine(context);
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        if (context.isPartial()) {
            return Outcome.STOP;
        }
        try {
            if (direction.isFromOriginator()) {
                for (RfbMessage said = client.read(in); said != null; said = client.read(in)) {
                    clientSays(said);
                }
            } else {
                for (RfbMessage said = fromServer(in); said != null; said = fromServer(in)) {
                    serverSays(said);
                }
            }
            return Outcome.CONTINUE;
        } catch (MalformedException e) {
            context.violation(e.violation());
            return Outcome.STOP;
        }
    }

    private RfbMessage fromServer(ByteCursor in) throws MalformedException {
        if (handshakeIsOver) {
            in.skip(in.remaining());
        }
        return server.read(in);
    }

    private void clientSays(RfbMessage said) throws MalformedException {
        FieldReader fields = said.fields();
        switch (said.part()) {
            case VERSION -> clientVersion(RfbParser.version(fields));
            case SECURITY_CHOICE -> chosen(fields.u8("type"));
            case VNC_RESPONSE, ARD_RESPONSE -> client.expect(RfbPart.CLIENT_INIT);
            case CLIENT_INIT -> {
                client.expect(RfbPart.MESSAGE_TYPE);
                line.shared(fields.u8("shared_flag") != 0);
            }
            case MESSAGE_TYPE -> {
                messageType = fields.u8("type");
                client.expect(RfbPart.ofClientMessage(messageType));
            }
            case OTHER_MESSAGE -> throw new MalformedException("invalid index for case: ClientMessage: " + messageType);
            case NOTHING -> throw new MalformedException("invalid data from RFB client");
            default -> client.expect(RfbPart.MESSAGE_TYPE);
        }
    }

    /** The client's version is the one that both speak. Apple's is 3.889, and has a choice. */
    private void clientVersion(RfbVersion spoken) {
        version = spoken;
        server.expect(spoken.hasChoice() ? RfbPart.SECURITY_TYPES : RfbPart.SECURITY_TYPE);
        client.expect(spoken.hasChoice() ? RfbPart.SECURITY_CHOICE : RfbPart.NOTHING);
        line.client(spoken);
        context.confirm();
    }

    private void chosen(int type) {
        switch (type) {
            case NO_SECURITY -> {
                server.expect(version.hasResultAlways() ? RfbPart.SECURITY_RESULT : RfbPart.SERVER_INIT);
                client.expect(RfbPart.CLIENT_INIT);
            }
            case VNC_SECURITY -> {
                server.expect(RfbPart.VNC_CHALLENGE);
                client.expect(RfbPart.VNC_RESPONSE);
            }
            case ARD_SECURITY -> {
                server.expect(RfbPart.ARD_CHALLENGE);
                client.expect(RfbPart.NOTHING);
            }
            default -> context.violation("unknown RFB auth selection: " + type);
        }
        line.securityType(type);
    }

    private void serverSays(RfbMessage said) throws MalformedException {
        FieldReader fields = said.fields();
        switch (said.part()) {
            case VERSION -> {
                line.server(RfbParser.version(fields));
                server.expect(RfbPart.NOTHING);
            }
            case SECURITY_TYPE -> required(fields.u32("sectype"));
            case SECURITY_TYPES -> server.expect(fields.u8("count") == 0 ? RfbPart.FAILURE_REASON : RfbPart.NOTHING);
            // The connection should end then. If it does not, it may go on as if nothing had been wrong.
            case FAILURE_REASON -> server.expect(RfbPart.SERVER_INIT);
            case VNC_CHALLENGE -> {
                server.expect(RfbPart.SECURITY_RESULT);
                client.expect(RfbPart.VNC_RESPONSE);
            }
            case ARD_CHALLENGE -> {
                server.expect(RfbPart.SECURITY_RESULT);
                client.expect(RfbPart.ARD_RESPONSE, 2 * RfbParser.ardKeyLength(fields));
            }
            case SECURITY_RESULT -> result(fields.u32("result"));
            case SERVER_INIT -> {
                handshakeIsOver = true;
                line.screen(said.text(), fields.u16("width"), fields.u16("height"));
            }
            default -> throw new MalformedException("invalid data from RFB server");
        }
    }

    private void required(long type) {
        if (type == 0) {
            server.expect(RfbPart.FAILURE_REASON);
            client.expect(RfbPart.CLIENT_INIT);
        } else if (type == NO_SECURITY) {
            server.expect(RfbPart.SERVER_INIT);
            client.expect(RfbPart.CLIENT_INIT);
        } else if (type == VNC_SECURITY) {
            server.expect(RfbPart.VNC_CHALLENGE);
            client.expect(RfbPart.VNC_RESPONSE);
        } else {
            context.violation("invalid RFB security type " + type);
        }
        line.securityType(type);
    }

    private void result(long result) {
        if (result == 0) {
            server.expect(RfbPart.SERVER_INIT);
        } else if (result == 1) {
            server.expect(RfbPart.FAILURE_REASON);
        } else {
            context.violation("invalid RFB auth result: " + result);
        }
        line.authenticated(result == 0);
    }

    @Override
    public void finish() {
        line.write();
    }
}
