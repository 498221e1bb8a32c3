package io.brook.analysis.protocol.socks;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.schemas.flow.Direction;

/** The conversation of a client with a SOCKS proxy, up to the answer to the request; what follows goes to detection. */
final class SocksSession implements AnalyzerSession {
    static final int V4 = 4;
    static final int V5 = 5;
    /** The proxy accepts none of the client's methods (RFC 1928, section 3). */
    static final int NO_METHOD = 0xff;

    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_NAME = 2;
    private static final int CONNECT = 1;
    private static final int BIND = 2;
    private static final int UDP_ASSOCIATE = 3;

    /** Where in requests and replies a zero is, and the kind of address after it. */
    private static final int RESERVED = 2;

    private static final int ADDRESS_TYPE = 3;

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
        while (outcome == Outcome.CONTINUE && in.remaining() > 0 && in.position() != before) {
            before = in.position();
            outcome = direction.isFromOriginator() ? fromClient(in) : fromProxy(in);
        }
        return outcome;
    }

    private Outcome fromClient(ByteCursor in) {
        return switch (client) {
            case GREETING -> in.peek(0) == V4 ? request4(in) : greeting(in);
            case USER_NAME -> userName(in);
            case REQUEST -> request5(in);
            case WAITING, DONE -> Outcome.CONTINUE;
        };
    }

    /** Version, command, port, address, user name; a host name too where the address is 0.0.0.x (4a). */
    private Outcome request4(ByteCursor in) {
        int start = in.position();
        if (in.remaining() < 9) {
            return Outcome.CONTINUE;
        }
        int command = in.peek(1);
        if (command != CONNECT && command != BIND) {
            return wrongCommand(command);
        }
        boolean named = in.peek(4) == 0 && in.peek(5) == 0 && in.peek(6) == 0 && in.peek(7) != 0;
        in.skip(8);
        boolean whole = in.skipPastZero() && (!named || in.skipPastZero());
        if (!whole) {
            in.goBack(start);
            return Outcome.CONTINUE;
        }
        client = Client.DONE;
        proxy = Proxy.REPLY_4;
        context.tunnel(TunnelType.SOCKS);
        return Outcome.CONTINUE;
    }

    /** Version, how many methods, the methods. */
    private Outcome greeting(ByteCursor in) {
        if (in.peek(0) != V5) {
            return wrongVersion(in.peek(0));
        }
        if (in.remaining() >= 2 && in.remaining() >= 2 + in.peek(1)) {
            in.skip(2 + in.peek(1));
            client = Client.WAITING;
        }
        return Outcome.CONTINUE;
    }

    /** Version 1, user name and password, each with its length before it. */
    private Outcome userName(ByteCursor in) {
        if (in.peek(0) != 1) {
            return Outcome.STOP;
        }
        if (in.remaining() < 2 || in.remaining() < 3 + in.peek(1)) {
            return Outcome.CONTINUE;
        }
        int user = in.peek(1);
        int length = 3 + user + in.peek(2 + user);
        if (in.remaining() >= length) {
            in.skip(length);
            client = Client.REQUEST;
        }
        return Outcome.CONTINUE;
    }

    /** Version, command, a zero, address, port. */
    private Outcome request5(ByteCursor in) {
        if (in.peek(0) != V5) {
            return wrongVersion(in.peek(0));
        }
        if (in.remaining() < 5) {
            return Outcome.CONTINUE;
        }
        int command = in.peek(1);
        int length = lengthWithAddress(in);
        if (in.peek(RESERVED) != 0) {
            return violation("invalid value in reserved field: " + in.peek(RESERVED));
        }
        if (command < CONNECT || command > UDP_ASSOCIATE) {
            return wrongCommand(command);
        }
        if (length < 0) {
            return wrongAddress(in);
        }
        if (in.remaining() >= length) {
            in.skip(length);
            client = Client.DONE;
            proxy = Proxy.REPLY_5;
            context.tunnel(TunnelType.SOCKS);
        }
        return Outcome.CONTINUE;
    }

    /** The length of a request or reply, by the kind of its address; -1 when there is no such kind. */
    private static int lengthWithAddress(ByteCursor in) {
        return switch (in.peek(ADDRESS_TYPE)) {
            case 1 -> 4 + 4 + 2;
            case 3 -> 4 + 1 + in.peek(4) + 2;
            case 4 -> 4 + 16 + 2;
            default -> -1;
        };
    }

    private Outcome fromProxy(ByteCursor in) {
        return switch (proxy) {
            case METHOD -> method(in);
            case USER_STATUS -> userStatus(in);
            // It begins with a version of its own, zero, which Zeek's analyzer takes for a wrong one.
            case REPLY_4 -> wrongVersion(in.peek(0));
            case REPLY_5 -> reply5(in);
        };
    }

    private Outcome method(ByteCursor in) {
        if (in.peek(0) != V5) {
            return wrongVersion(in.peek(0));
        }
        if (in.remaining() < 2) {
            return Outcome.CONTINUE;
        }
        in.skip(1);
        switch (in.u8()) {
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

    private Outcome userStatus(ByteCursor in) {
        if (in.remaining() < 2) {
            return Outcome.CONTINUE;
        }
        in.skip(1);
        boolean accepted = in.u8() == 0;
        proxy = Proxy.REPLY_5;
        return accepted ? Outcome.CONTINUE : Outcome.STOP;
    }

    private Outcome reply5(ByteCursor in) {
        if (in.peek(0) != V5) {
            return wrongVersion(in.peek(0));
        }
        if (in.remaining() < 5) {
            return Outcome.CONTINUE;
        }
        int length = lengthWithAddress(in);
        if (length < 0) {
            return wrongAddress(in);
        }
        return in.remaining() < length ? Outcome.CONTINUE : confirmed(in, length);
    }

    /** From here on the proxy only carries what client and server say. */
    private Outcome confirmed(ByteCursor in, int replyLength) {
        in.skip(replyLength);
        context.confirm();
        context.handOverToDetection();
        return Outcome.STOP;
    }

    // In the words of Zeek's socks-analyzer.pac.

    private Outcome wrongCommand(int command) {
        return violation("undefined value in command field: " + command);
    }

    private Outcome wrongAddress(ByteCursor in) {
        return violation("invalid SOCKSv5 addr type: " + in.peek(ADDRESS_TYPE));
    }

    private Outcome wrongVersion(int version) {
        return violation("unsupported/unknown SOCKS version " + version);
    }

    private Outcome violation(String reason) {
        context.violation(reason);
        return Outcome.STOP;
    }
}
