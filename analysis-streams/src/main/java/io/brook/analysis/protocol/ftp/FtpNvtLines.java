package io.brook.analysis.protocol.ftp;

import io.brook.analysis.bytes.ByteCursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One direction's lines, on a network virtual terminal (RFC 854): they end with LF, and a CR before it is no part of them;
 * commands of Telnet are left out. Holds at most {@value #MAX_LINE} bytes; a longer line is said in pieces.
 */
final class FtpNvtLines {
    static final int MAX_LINE = 16 * 1024;

    private static final int FIRST_CAPACITY = 128;
    private static final int IAC = 255;
    private static final int SUBOPTION = 250;
    private static final int SUBOPTION_ENDS = 240;
    /** Commands from this one on are followed by an option. */
    private static final int WILL = 251;

    private enum Mode {
        TEXT,
        COMMAND,
        OPTION,
        SUBOPTION,
        SUBOPTION_COMMAND
    }

    private final FtpNvtOddities oddities;
    private Mode mode = Mode.TEXT;
    private byte[] held = new byte[FIRST_CAPACITY];
    private int length;
    private int last;
    private boolean zeroSeen;

    FtpNvtLines(FtpNvtOddities oddities) {
        this.oddities = oddities;
    }

    /** The next line without its end, one character a byte; null when there is no whole one yet, and all bytes are taken in. */
    String next(ByteCursor in) {
        while (in.remaining() > 0) {
            int c = in.peek(0);
            if (mode != Mode.TEXT) {
                in.skip(1);
                command(c);
                continue;
            }
            if (length >= MAX_LINE) {
                oddities.lineTooLong(length);
                return line(length - 1);
            }
            in.skip(1);
            if (c == '\n') {
                boolean crBefore = last == '\r';
                last = c;
                return line(crBefore ? length - 1 : length);
            }
            text(c);
        }
        return null;
    }

    private void text(int c) {
        if (c == IAC) {
            mode = Mode.COMMAND;
            return;
        }
        if (c != 0 || last != '\r' && zeroSeen) {
            append(c);
        } else if (last != '\r') {
            // The first is left out, and reported.
            zeroSeen = true;
            oddities.zeroInLine();
        }
        if (last == '\r' && c != 0) {
            oddities.singleCr();
        }
        last = c;
    }

    private void command(int c) {
        switch (mode) {
            case COMMAND -> afterIac(c);
            case SUBOPTION -> mode = c == IAC ? Mode.SUBOPTION_COMMAND : Mode.SUBOPTION;
            case SUBOPTION_COMMAND -> {
                if (c == IAC) {
                    mode = Mode.SUBOPTION;
                } else if (c == SUBOPTION_ENDS) {
                    mode = Mode.TEXT;
                } else {
                    afterIac(c);
                }
            }
            default -> mode = Mode.TEXT;
        }
    }

    private void afterIac(int c) {
        mode = Mode.TEXT;
        if (c == IAC) {
            append(c);
            last = c;
        } else if (c == SUBOPTION) {
            mode = Mode.SUBOPTION;
        } else if (c >= WILL) {
            mode = Mode.OPTION;
        }
    }

    private void append(int c) {
        if (length == held.length) {
            held = Arrays.copyOf(held, Math.min(2 * held.length, MAX_LINE));
        }
        if (length < held.length) {
            held[length++] = (byte) c;
        }
    }

    private String line(int used) {
        length = 0;
        return new String(held, 0, used, StandardCharsets.ISO_8859_1);
    }

    /** What has come of a line that has not ended; null for nothing. */
    String rest() {
        return length == 0 ? null : line(last == '\r' ? length - 1 : length);
    }
}
