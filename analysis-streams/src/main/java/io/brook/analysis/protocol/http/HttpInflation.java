package io.brook.analysis.protocol.http;

import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.Inflater;
import com.jcraft.jzlib.JZlib;

/**
 * Decompresses contents as they come: gzip, zlib or, as some servers send it, bare deflate, whatever the message says
 * (RFC 9110, section 8.4.1). Stops for good at the end of the compressed data and where it is malformed.
 */
final class HttpInflation {
    /** Who takes what is decompressed. */
    interface Output {
        /** The array is good only for the call. */
        void inflated(byte[] bytes, int length);

        /** The data are malformed. */
        void inflationFailed();
    }

    private static final int MAX_OUTPUT = 8192;
    private static final int HEADER = 2;
    private static final byte[] NOTHING = {};

    private final HttpInflationBudget budget;
    private final byte[] header = new byte[HEADER];
    private int headerLength;
    private Inflater inflater;
    private boolean isOver;

    HttpInflation(HttpInflationBudget budget) {
        this.budget = budget;
    }

    void inflate(byte[] bytes, int offset, int length, Output output) {
        if (isOver) {
            return;
        }
        budget.took(length);
        int at = offset;
        int end = offset + length;
        while (inflater == null && at < end) {
            header[headerLength++] = bytes[at++];
            if (headerLength == HEADER) {
                begin(output);
            }
        }
        if (at < end && !isOver) {
            inflateAll(bytes, at, end - at, output);
        }
    }

    private void begin(Output output) {
        try {
            inflater = new Inflater(wrapper());
            inflateAll(header, 0, HEADER, output);
        } catch (GZIPException e) {
            fail(output);
        }
    }

    private JZlib.WrapperType wrapper() {
        int first = header[0] & 0xff;
        int second = header[1] & 0xff;
        if (first == 0x1f && second == 0x8b) {
            return JZlib.W_GZIP;
        }
        boolean isZlib = (first & 0xf) == 8 && first >> 4 <= 7 && (first << 8 | second) % 31 == 0;
        return isZlib ? JZlib.W_ZLIB : JZlib.W_NONE;
    }

    private void inflateAll(byte[] bytes, int offset, int length, Output output) {
        try {
            inflater.setInput(bytes, offset, length, false);
            byte[] buffer = new byte[MAX_OUTPUT];
            boolean more = true;
            while (more && !isOver) {
                more = step(buffer, output);
            }
        } catch (RuntimeException e) {
            // The library reads beyond its tables for some malformed data.
            fail(output);
        }
        // The library must not keep a reference to the caller's array.
        inflater.setInput(NOTHING, 0, 0, false);
        inflater.setOutput(NOTHING, 0, 0);
    }

    private boolean step(byte[] buffer, Output output) {
        inflater.setOutput(buffer, 0, buffer.length);
        int status = inflater.inflate(JZlib.Z_SYNC_FLUSH);
        int length = inflater.next_out_index;
        if (length > 0) {
            isOver = !budget.gives(length);
            output.inflated(buffer, length);
        }
        if (status == JZlib.Z_STREAM_END) {
            isOver = true;
        } else if (status != JZlib.Z_OK && status != JZlib.Z_BUF_ERROR) {
            fail(output);
        }
        return status == JZlib.Z_OK && (inflater.avail_in > 0 || length == buffer.length);
    }

    private void fail(Output output) {
        isOver = true;
        output.inflationFailed();
    }
}
