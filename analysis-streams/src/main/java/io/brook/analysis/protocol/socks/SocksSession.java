package io.brook.analysis.protocol.socks;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.schemas.flow.Direction;

/** The conversation of a client with a SOCKS proxy, up to the answer to the request; what follows goes to detection. */
final class SocksSession implements AnalyzerSession {
    /** The proxy accepts none of the client's methods (RFC 1928, section 3). */
    static final int NO_METHOD = 0xff;

    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_NAME = 2;

    /** The version of what a client says of its user (RFC 1929, section 2). */
    private static final int SUBNEGOTIATION = 1;

    /** What the client is to say next. */
    private enum Client {
        GREETING,
        /** The proxy chooses how to authenticate; the client waits. */
        WAITING,
        USER_NAME,
        REQUEST,
        DONE
    }

    /** What the proxy is to say next. */
    private enum Proxy {
        METHOD,
        USER_STATUS,
        REPLY_4,
        REPLY_5
    }

    private final SessionContext context;
    private Client client = Client.GREETING;
    private Proxy proxy = Proxy.METHOD;

    SocksSession(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        Outcome outcome = Outcome.CONTINUE;
        int before = -1;
        try {
            while (outcome == Outcome.CONTINUE && in.remaining() > 0 && in.position() != before) {
                before = in.position();
                outcome = direction.isFromOriginator() ? fromClient(in) : fromProxy(in);
            }
        } catch (MalformedException e) {
            context.violation(e.getMessage());
            return Outcome.STOP;
        }
        return outcome;
    }

    private Outcome fromClient(ByteCursor in) throws MalformedException {
        switch (client) {
            case GREETING -> greeting(in);
            case USER_NAME -> {
                if (in.peek(0) != SUBNEGOTIATION) {
                    return Outcome.STOP;
                }
                client = SocksParser.userName(in) ? Client.REQUEST : client;
            }
            case REQUEST -> {
                if (SocksParser.request5(in)) {
                    requested(Proxy.REPLY_5);
                }
            }
            case WAITING, DONE -> {}
        }
        return Outcome.CONTINUE;
    }

    private void greeting(ByteCursor in) throws MalformedException {
        if (in.peek(0) != SocksParser.V4) {
            client = SocksParser.greeting(in) ? Client.WAITING : client;
        } else if (SocksParser.request4(in)) {
            requested(Proxy.REPLY_4);
        }
    }

    private void requested(Proxy reply) {
        client = Client.DONE;
        proxy = reply;
        context.tunnel(TunnelType.SOCKS);
    }

    private Outcome fromProxy(ByteCursor in) throws MalformedException {
        return switch (proxy) {
            case METHOD -> method(SocksParser.method(in));
            case USER_STATUS -> userStatus(SocksParser.userStatus(in));
            case REPLY_4 -> throw SocksParser.reply4(in);
            case REPLY_5 -> SocksParser.reply5(in) ? confirmed() : Outcome.CONTINUE;
        };
    }

    private Outcome method(int method) {
        switch (method) {
            case SocksParser.INCOMPLETE -> {}
            case NO_AUTHENTICATION -> {
                client = Client.REQUEST;
                proxy = Proxy.REPLY_5;
            }
            case USER_NAME -> {
                client = Client.USER_NAME;
                proxy = Proxy.USER_STATUS;
            }
            default -> {
                return Outcome.STOP;
            }
        }
        return Outcome.CONTINUE;
    }

    private Outcome userStatus(int status) {
        if (status == SocksParser.INCOMPLETE) {
            return Outcome.CONTINUE;
        }
        proxy = Proxy.REPLY_5;
        return status == 0 ? Outcome.CONTINUE : Outcome.STOP;
    }

    /** From here on the proxy only carries what client and server say. */
    private Outcome confirmed() {
        context.confirm();
        context.handOverToDetection();
        return Outcome.STOP;
    }
}
