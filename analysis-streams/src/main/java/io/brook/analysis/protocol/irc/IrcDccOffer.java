package io.brook.analysis.protocol.irc;

import io.brook.analysis.bytes.Ascii;
import java.util.List;

/**
 * A file that a client offers another: SEND, its name, the address as a number, the port, and perhaps its size.
 *
 * @param type what is offered, such as SEND
 * @param host an IPv4 address, as logs write it
 */
record IrcDccOffer(String type, String name, String host, int port, long size) {
    private static final int TYPE = 1;
    private static final int NAME = 2;
    private static final int HOST = 3;
    private static final int PORT = 4;
    private static final int SIZE = 5;
    private static final int TURBO = 6;
    private static final long MAX_HOST = 0xffff_ffffL;
    private static final int MAX_PORT = 0xffff;

    /** Whether there are as many words as an offer has; there is one more, T, in turbo mode. */
    static boolean isOffer(List<String> words) {
        int count = words.size();
        return count == PORT + 1
                || count == SIZE + 1
                || count == TURBO + 1 && words.get(TURBO).equals("T");
    }

    /** Whether the words of an offer have an address in them. */
    static boolean hasHost(List<String> words) {
        String host = words.get(HOST);
        return host.chars().allMatch(Ascii::isDigit) && Ascii.number(host, 0) <= MAX_HOST;
    }

    /** Whether the words of an offer have a port in them. */
    static boolean hasPort(List<String> words) {
        return port(words) > 0 && port(words) <= MAX_PORT;
    }

    /** The port in the words of an offer, valid or not; 0 when it is no number. */
    static long port(List<String> words) {
        return Ascii.number(words.get(PORT), 0);
    }

    /** @param words an offer's, with an address and a port */
    static IrcDccOffer of(List<String> words) {
        long host = Ascii.number(words.get(HOST), 0);
        return new IrcDccOffer(
                IrcParser.untilZero(words.get(TYPE)),
                IrcParser.untilZero(words.get(NAME)),
                (host >> 24) + "." + (host >> 16 & 0xff) + "." + (host >> 8 & 0xff) + "." + (host & 0xff),
                (int) port(words),
                words.size() > SIZE ? Ascii.number(words.get(SIZE), 0) : 0);
    }
}
