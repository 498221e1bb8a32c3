package io.brook.analysis.protocol.socks;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;

/**
 * Finds the ends of the messages that client and proxy exchange, and looks whether they are some. One that has not come as a whole
 * yet is left where it is. What is wrong is said in the words of Zeek's socks-analyzer.pac.
 */
final class SocksParser {
    static final int V4 = 4;
    static final int V5 = 5;

    /** What is returned instead of a number while there is no whole message. */
    static final int INCOMPLETE = -1;

    private static final int CONNECT = 1;
    private static final int BIND = 2;
    private static final int UDP_ASSOCIATE = 3;

    /** What a request of version 4 has before the user's name: version, command, port, and address. */
    private static final int REQUEST_4 = 1 + 1 + 2 + 4;

    private static final int ADDRESS_4 = 4;

    /** Of requests and replies of version 5: version, command or status, zero, the kind of address, and the address's first byte. */
    private static final int HEAD_5 = 5;

    private static final int COMMAND = 1;
    private static final int RESERVED = 2;
    private static final int ADDRESS_TYPE = 3;
    private static final int ADDRESS_5 = 4;
    private static final int PORT_LENGTH = 2;

    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    private SocksParser() {}

    /**
     * Version, command, port, address, user name; a host name too where the address is 0.0.0.x (4a).
     *
     * @return whether it is whole
     */
    static boolean request4(ByteCursor in) throws MalformedException {
        int start = in.position();
        if (in.remaining() <= REQUEST_4) {
            return false;
        }
        int command = in.peek(COMMAND);
        if (command != CONNECT && command != BIND) {
            throw wrongCommand(command);
        }
        boolean named = in.peek(ADDRESS_4) == 0
                && in.peek(ADDRESS_4 + 1) == 0
                && in.peek(ADDRESS_4 + 2) == 0
                && in.peek(ADDRESS_4 + 3) != 0;
        in.skip(REQUEST_4);
        boolean whole = in.skipPastZero() && (!named || in.skipPastZero());
        if (!whole) {
            in.goBack(start);
        }
        return whole;
    }

    /** Version, how many methods, the methods. @return whether it is whole */
    static boolean greeting(ByteCursor in) throws MalformedException {
        needVersion5(in);
        return in.remaining() >= 2 && skipIfThere(in, 2 + in.peek(1));
    }

    /** The method that the proxy chooses. */
    static int method(ByteCursor in) throws MalformedException {
        needVersion5(in);
        return secondByte(in);
    }

    /** Version 1, user name and password, each with its length before it. @return whether it is whole */
    static boolean userName(ByteCursor in) {
        if (in.remaining() < 2 || in.remaining() < 3 + in.peek(1)) {
            return false;
        }
        int user = in.peek(1);
        return skipIfThere(in, 3 + user + in.peek(2 + user));
    }

    /** What the proxy says to that: a version, and zero if it accepts the user. */
    static int userStatus(ByteCursor in) {
        return secondByte(in);
    }

    /** Version, command, a zero, address, port. @return whether it is whole */
    static boolean request5(ByteCursor in) throws MalformedException {
        needVersion5(in);
        if (in.remaining() < HEAD_5) {
            return false;
        }
        if (in.peek(RESERVED) != 0) {
            throw new MalformedException("invalid value in reserved field: " + in.peek(RESERVED));
        }
        int command = in.peek(COMMAND);
        if (command < CONNECT || command > UDP_ASSOCIATE) {
            throw wrongCommand(command);
        }
        return skipIfThere(in, ADDRESS_5 + addressLength(in) + PORT_LENGTH);
    }

    /** Version, status, a zero, address, port. @return whether it is whole */
    static boolean reply5(ByteCursor in) throws MalformedException {
        needVersion5(in);
        return in.remaining() >= HEAD_5 && skipIfThere(in, ADDRESS_5 + addressLength(in) + PORT_LENGTH);
    }

    /** It begins with a version of its own, zero, which Zeek's analyzer takes for a wrong one. */
    static MalformedException reply4(ByteCursor in) {
        return wrongVersion(in);
    }

    private static int addressLength(ByteCursor in) throws MalformedException {
        return switch (in.peek(ADDRESS_TYPE)) {
            case IPV4 -> 4;
            case NAME -> 1 + in.peek(ADDRESS_5);
            case IPV6 -> 16;
            default -> throw new MalformedException("invalid SOCKSv5 addr type: " + in.peek(ADDRESS_TYPE));
        };
    }

    private static boolean skipIfThere(ByteCursor in, int length) {
        boolean there = in.remaining() >= length;
        if (there) {
            in.skip(length);
        }
        return there;
    }

    private static int secondByte(ByteCursor in) {
        return in.remaining() < 2 ? INCOMPLETE : in.u16() & 0xff;
    }

    private static void needVersion5(ByteCursor in) throws MalformedException {
        if (in.peek(0) != V5) {
            throw wrongVersion(in);
        }
    }

    private static MalformedException wrongVersion(ByteCursor in) {
        return new MalformedException("unsupported/unknown SOCKS version " + in.peek(0));
    }

    private static MalformedException wrongCommand(int command) {
        return new MalformedException("undefined value in command field: " + command);
    }
}
