package io.brook.analysis.line;

/**
 * Splits what comes over a network virtual terminal (RFC 854), as Zeek's NVT analyzer does: lines end with LF, and a CR before it is
 * no part of them; commands of Telnet are left out, and so is the first zero byte.
 */
public final class NvtLineSplitter extends LineSplitter {
    /** A line that is longer comes in pieces. */
    public static final int MAX_LINE = 16 * 1024;

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

    private Mode mode = Mode.TEXT;
    private int last;

    public NvtLineSplitter() {
        super(MAX_LINE);
    }

    @Override
    protected int split(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            int c = bytes[at] & 0xff;
            if (mode != Mode.TEXT) {
                command(c);
            } else if (room() <= 0) {
                dropLastHeld();
                emitHeld(false);
                return at;
            } else if (c == '\n') {
                dropCr();
                last = c;
                emitHeld(true);
                return at + 1;
            } else if (text(c)) {
                return at + 1;
            }
        }
        return to;
    }

    private void dropCr() {
        if (last == '\r') {
            dropLastHeld();
        }
    }

    /** @return whether there is something to be said about it, before anything else is */
    private boolean text(int c) {
        if (c == IAC) {
            mode = Mode.COMMAND;
            return false;
        }
        boolean afterCr = last == '\r';
        last = c;
        if (c != 0 || afterCr && sawNul()) {
            holdIfThereIsRoom(c);
            return c != 0 && afterCr && noteLoneCr();
        }
        return !afterCr && noteNul();
    }

    private void holdIfThereIsRoom(int c) {
        if (room() > 0) {
            hold(c);
        }
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
            holdIfThereIsRoom(c);
            last = c;
        } else if (c == SUBOPTION) {
            mode = Mode.SUBOPTION;
        } else if (c >= WILL) {
            mode = Mode.OPTION;
        }
    }

    @Override
    public void cut() {
        dropCr();
        super.cut();
    }
}
