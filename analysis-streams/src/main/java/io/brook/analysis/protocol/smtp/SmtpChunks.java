package io.brook.analysis.protocol.smtp;

import io.brook.analysis.weird.WeirdSink;
import java.util.Arrays;

/** A mail that comes in chunks: puts their lines together, which need not end where chunks do. Only CR LF ends one. */
final class SmtpChunks {
    /** Zeek's SMTP::bdat_max_line_length. */
    private static final int MAX_LINE = 4096;

    private static final byte[] NOTHING = {};

    private final WeirdSink sink;
    private final SmtpMail mail;

    /** The beginning of a line that is not complete. */
    private byte[] held = NOTHING;

    /** How many bytes of the chunk are still to come. */
    long left;

    private boolean last;

    SmtpChunks(WeirdSink sink, SmtpMail mail) {
        this.sink = sink;
        this.mail = mail;
    }

    void next(SmtpChunkSize size) {
        left = size.size();
        last = size.last();
    }

    /** Whether nothing of the mail is still to come. */
    boolean isComplete() {
        return last && left == 0;
    }

    /** @param length at most what is left */
    void data(byte[] bytes, int offset, int length) {
        if (held.length > 0 && held[held.length - 1] == '\r' && bytes[offset] != '\n') {
            sink.weird(SmtpWeird.CHUNK_LINE_CR_ONLY);
            mail.line(held, 0, held.length, false);
            held = NOTHING;
        }
        int scanned = Math.max(0, held.length - 1);
        byte[] all = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, offset, all, held.length, length);
        int delivered = lines(all, scanned);
        held = Arrays.copyOfRange(all, delivered, all.length);
        left -= length;
        if (isComplete() && held.length > 0) {
            mail.line(held, 0, held.length, false);
            held = NOTHING;
        }
    }

    /** @return where the line begins that is not complete */
    private int lines(byte[] all, int scanned) {
        int start = 0;
        for (int i = scanned; i < all.length; i++) {
            if (all[i] == '\r' && i + 1 < all.length && all[i + 1] == '\n') {
                mail.line(all, start, i - start, true);
                i++;
                start = i + 1;
            } else if (all[i] == '\n') {
                sink.weird(SmtpWeird.CHUNK_LINE_LF_ONLY);
                mail.line(all, start, i - start + 1, false);
                start = i + 1;
            } else if (i - start >= MAX_LINE) {
                sink.weird(SmtpWeird.CHUNK_LINE_TOO_LONG, String.valueOf(all.length));
                mail.line(all, start, i - start, false);
                start = i;
            }
        }
        return start;
    }

    /** The mail is over, complete or not. */
    void end() {
        if (left > 0) {
            sink.weird(SmtpWeird.CHUNK_CUT);
        }
        if (held.length > 0) {
            sink.weird(SmtpWeird.CHUNK_LINE_CUT);
            mail.line(held, 0, held.length, false);
            held = NOTHING;
        }
    }
}
