package io.brook.analysis.protocol.websocket;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** Reads the frames of one direction as they come (RFC 6455, section 5.2). */
final class WebSocketParser {
    /** No control frame may carry more (RFC 6455, section 5.5). */
    private static final int MAX_CONTROL = 125;

    private static final int MAX_HEADER = 14;
    private static final int FIXED = 2;
    private static final int MASK = 4;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PONG = 10;

    private final Direction direction;
    private final WebSocketSink sink;
    private final byte[] header = new byte[MAX_HEADER];
    private int headerLength;
    private boolean isInPayload;

    /** How much of the frame's payload is still to come. */
    private long left;

    /** Where in the header the mask is; -1 when there is none. */
    private int mask;

    private int unmasked;

    /** What the message at hand is; {@link #CONTINUATION} between messages. */
    private int messageOpcode = CONTINUATION;

    /** Whether a frame continues no message, or begins one within another. */
    boolean isViolated;

    WebSocketParser(Direction direction, WebSocketSink sink) {
        this.direction = direction;
        this.sink = sink;
    }

    /** Consumes at least one byte; the caller has made sure that there is one. */
    void read(ByteCursor in) {
        if (isInPayload) {
            payload(in);
        } else {
            header[headerLength++] = (byte) in.u8();
            if (headerLength >= FIXED && headerLength == neededHeader()) {
                beginPayload();
            }
        }
    }

    private int neededHeader() {
        int length = header[1] & 0x7f;
        int extended = length == LENGTH_16 ? 2 : length == LENGTH_64 ? 8 : 0;
        return FIXED + extended + (isMasked() ? MASK : 0);
    }

    private boolean isMasked() {
        return (header[1] & 0x80) != 0;
    }

    private void beginPayload() {
        int opcode = header[0] & 0xf;
        boolean isFirst = messageOpcode == CONTINUATION;
        if (isFirst == (opcode == CONTINUATION)) {
            isViolated = true;
            return;
        }
        if (isFirst) {
            messageOpcode = opcode;
        }
        mask = isMasked() ? headerLength - MASK : -1;
        unmasked = 0;
        left = length();
        if (messageOpcode >= CLOSE && messageOpcode <= PONG && (left < 0 || left > MAX_CONTROL)) {
            sink.weird(WebSocketWeird.CONTROL_FRAME_TOO_LONG, Long.toUnsignedString(left) + " > " + MAX_CONTROL);
        }
        isInPayload = true;
        endWhenComplete();
    }

    /** A length of more than 63 bits is negative, which stands for more than will ever come. */
    private long length() {
        ByteCursor cursor = new ByteCursor(header, 1, headerLength - 1);
        int length = cursor.u8() & 0x7f;
        return length == LENGTH_16 ? cursor.u16() : length == LENGTH_64 ? cursor.u64() : length;
    }

    private void payload(ByteCursor in) {
        int length = (int) (left < 0 ? in.remaining() : Math.min(left, in.remaining()));
        boolean isCarried = messageOpcode == TEXT || messageOpcode == BINARY;
        if (isCarried && mask >= 0) {
            sink.contents(direction, unmask(in.bytes(length)), 0, length);
        } else {
            if (isCarried) {
                sink.contents(direction, in.array(), in.position(), length);
            }
            in.skip(length);
        }
        left -= length;
        endWhenComplete();
    }

    private byte[] unmask(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= header[mask + (unmasked++ & MASK - 1)];
        }
        return bytes;
    }

    private void endWhenComplete() {
        if (left != 0) {
            return;
        }
        isInPayload = false;
        boolean isLast = (header[0] & 0x80) != 0;
        headerLength = 0;
        if (isLast) {
            messageOpcode = CONTINUATION;
            sink.endOfMessage();
        }
    }
}
