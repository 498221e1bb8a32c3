package io.brook.analysis.protocol.http;

import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.Inflater;
import com.jcraft.jzlib.JZlib;

/**
 * Decompresses contents as they come: gzip, zlib or, as some servers send it, bare deflate, whatever the message says
 * (RFC 9110, section 8.4.1). Stops for good at the end of the compressed data and where it is malformed.
 */
final class Inflation {
    private static final int MAX_OUTPUT = 8192;
    private static final int HEADER = 2;
    private static final byte[] NOTHING = {};

    private final HttpEntity entity;
    private final InflationBudget budget;
    private final byte[] header = new byte[HEADER];
    private int headerLength;
    private Inflater inflater;
    private boolean over;

    Inflation(HttpEntity entity, InflationBudget budget) {
        this.entity = entity;
        this.budget = budget;
    }

    void inflate(byte[] bytes, int offset, int length) {
        if (over) {
            return;
        }
        budget.took(length);
        int at = offset;
        int end = offset + length;
        while (inflater == null && at < end) {
            header[headerLength++] = bytes[at++];
            if (headerLength == HEADER) {
                begin();
            }
        }
        if (at < end && !over) {
            inflateAll(bytes, at, end - at);
        }
    }

    private void begin() {
        try {
            inflater = new Inflater(wrapper());
            inflateAll(header, 0, HEADER);
        } catch (GZIPException e) {
            fail();
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

    private void inflateAll(byte[] bytes, int offset, int length) {
        try {
            inflater.setInput(bytes, offset, length, false);
            byte[] output = new byte[MAX_OUTPUT];
            boolean more = true;
            while (more && !over) {
                more = step(output);
            }
        } catch (RuntimeException e) {
            // The library runs out of its tables for some malformed data.
            fail();
        }
        // It must not hold on to what is not its own.
        inflater.setInput(NOTHING, 0, 0, false);
        inflater.setOutput(NOTHING, 0, 0);
    }

    private boolean step(byte[] output) {
        inflater.setOutput(output, 0, output.length);
        int status = inflater.inflate(JZlib.Z_SYNC_FLUSH);
        int length = inflater.next_out_index;
        if (length > 0) {
            over = !budget.gives(length);
            entity.inflated(output, length);
        }
        if (status == JZlib.Z_STREAM_END) {
            over = true;
        } else if (status != JZlib.Z_OK && status != JZlib.Z_BUF_ERROR) {
            fail();
        }
        return status == JZlib.Z_OK && (inflater.avail_in > 0 || length == output.length);
    }

    private void fail() {
        over = true;
        entity.inflationFailed();
    }
}
