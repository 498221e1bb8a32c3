package io.brook.analysis.protocol.ftp;

import io.brook.analysis.bytes.Ascii;
import io.brook.schemas.flow.IpAddress;

/**
 * The endpoint of a data connection, as commands and replies give it, read as loosely as Zeek does; null for text that gives none.
 *
 * @param host an address, as logs write it; null for the host that says it
 */
record FtpEndpoint(String host, int port) {
    private static final int MAX_PORT = 0xffff;
    private static final int NUMBERS = 6;
    private static final int MAX_NUMBER = 255;

    /** The argument of PORT: four numbers for the address, two for the port (RFC 959, section 4.1.2). */
    static FtpEndpoint ofPort(String argument) {
        int[] numbers = new int[NUMBERS];
        Scanner in = new Scanner(argument);
        for (int i = 0; i < NUMBERS; i++) {
            boolean there = (i == 0 || in.takes(',')) && in.number();
            if (!there || in.value < 0 || in.value > MAX_NUMBER) {
                return null;
            }
            numbers[i] = (int) in.value;
        }
        String host = numbers[0] + "." + numbers[1] + '.' + numbers[2] + '.' + numbers[3];
        return new FtpEndpoint(host, numbers[4] << 8 | numbers[5]);
    }

    /** The reply to PASV: the same numbers in parentheses, after PORT, or anywhere. */
    static FtpEndpoint ofPassive(String reply) {
        int open = reply.indexOf('(');
        if (open >= 0) {
            return ofPort(reply.substring(open + 1));
        }
        int port = reply.indexOf("PORT");
        if (port >= 0) {
            return ofPort(reply.substring(Math.min(reply.length(), port + 5)));
        }
        int comma = reply.indexOf(',');
        if (comma < 0) {
            return null;
        }
        int start = comma;
        while (start > 0 && Ascii.isDigit(reply.charAt(start - 1))) {
            start--;
        }
        return ofPort(reply.substring(start));
    }

    /** The reply to EPSV: the fields of EPRT, in parentheses. */
    static FtpEndpoint ofExtendedPassive(String reply) {
        int open = reply.indexOf('(');
        return open < 0 ? null : ofExtendedPort(reply.substring(open + 1));
    }

    /** The argument of EPRT: kind of address, address and port, between delimiters (RFC 2428, section 2). */
    static FtpEndpoint ofExtendedPort(String argument) {
        Scanner in = new Scanner(argument);
        in.skipSpaces();
        if (in.isAtEnd()) {
            return null;
        }
        char delimiter = argument.charAt(in.at++);
        in.number();
        if (!in.takes(delimiter)) {
            return null;
        }
        int end = argument.indexOf(delimiter, in.at);
        if (end < 0) {
            return null;
        }
        String host = end == in.at ? null : address(argument.substring(in.at, end));
        boolean named = end > in.at;
        in.at = end + 1;
        boolean port = in.number();
        long value = port ? in.value : 0;
        boolean good = in.takes(delimiter) && value >= 0 && value <= MAX_PORT && (!named || host != null);
        return good ? new FtpEndpoint(host, (int) value) : null;
    }

    private static String address(String text) {
        try {
            IpAddress address = IpAddress.parse(text);
            boolean none = address.high() == 0 && address.low() == 0;
            return none ? null : address.toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A place in a text that moves forward. */
    private static final class Scanner {
        private final String text;
        private int at;
        private long value;

        Scanner(String text) {
            this.text = text;
        }

        boolean isAtEnd() {
            return at >= text.length();
        }

        void skipSpaces() {
            while (!isAtEnd() && Ascii.isSpace(text.charAt(at))) {
                at++;
            }
        }

        boolean takes(char c) {
            boolean is = !isAtEnd() && text.charAt(at) == c;
            at += is ? 1 : 0;
            return is;
        }

        /** Reads a decimal number, perhaps with spaces and a sign before it; stays where there is none. */
        boolean number() {
            int start = at;
            skipSpaces();
            boolean negative = takes('-');
            if (!negative) {
                takes('+');
            }
            int first = at;
            value = 0;
            while (!isAtEnd() && Ascii.isDigit(text.charAt(at))) {
                value = Math.min(value * 10 + (text.charAt(at++) - '0'), Integer.MAX_VALUE);
            }
            value = negative ? -value : value;
            if (at == first) {
                at = start;
            }
            return at > start;
        }
    }
}
