package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.mime.MimeEntity;
import io.brook.analysis.mime.MimeHeader;
import io.brook.analysis.mime.MimeMessage;
import java.nio.charset.StandardCharsets;

/** A message or a part of one. It finds out where its contents end, and says so as the {@link HttpFraming} of what follows. */
final class HttpEntity extends MimeEntity implements HttpInflation.Output {
    private static final int HEXADECIMAL = 16;

    /** What follows in chunked contents (RFC 9112, section 7.1). */
    private enum Chunks {
        /** The contents are not chunked. */
        NONE,
        ANNOUNCED,
        SIZE,
        DATA,
        END_OF_DATA,
        TRAILER,
        OVER
    }

    private final HttpSide side;
    private final HttpFraming framing;
    private final HttpBodyFields fields;
    private final HttpBodyExpectation expectation;
    private Chunks chunks = Chunks.NONE;

    /** How many bytes of the contents, or of the chunk, are still to come. */
    private long expected;

    private HttpInflation inflation;

    /** Where in the file the next contents belong, if they are part of it. */
    private long position;

    /** How many bytes of contents there were, decompressed, including line ends where the contents are lines. */
    long bodyLength;

    /** The file that its contents are; null before the first byte of them. */
    FileFeed file;

    /** @param ofMessage whether the whole message has contents; of parts, boundaries say where they end */
    HttpEntity(HttpSide side, HttpBodyExpectation ofMessage, MimeMessage mime, MimeEntity parent) {
        super(mime, parent);
        this.side = side;
        this.framing = side.framing;
        this.fields = new HttpBodyFields(side, parent != null);
        this.expectation = parent == null ? ofMessage : HttpBodyExpectation.EXPECTED;
    }

    @Override
    protected void line(byte[] bytes, int offset, int length, boolean lineEnd) {
        if (isEnded()) {
            return;
        }
        if (isInHeaders()) {
            if (!lineEnd) {
                side.weird(HttpWeird.NO_CRLF_IN_HEADERS);
            }
            super.line(bytes, offset, length, lineEnd);
        } else if (hasParts()) {
            parts(bytes, offset, length, lineEnd);
        } else if (chunks != Chunks.NONE) {
            chunk(bytes, offset, length);
        } else {
            encoded(bytes, offset, length, lineEnd);
            if (fields.contentLength >= 0) {
                expected -= length;
                endWhenComplete();
            }
        }
    }

    private void parts(byte[] bytes, int offset, int length, boolean lineEnd) {
        encoded(bytes, offset, length, lineEnd);
        if (depth() == 0 && fields.contentLength > 0) {
            expected -= length + (lineEnd ? 2 : 0);
            endWhenComplete();
        }
    }

    private void endWhenComplete() {
        if (expected <= 0 && !isEnded()) {
            framing.lines();
            end();
        }
    }

    private void chunk(byte[] bytes, int offset, int length) {
        switch (chunks) {
            case SIZE -> chunkSize(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            case DATA -> {
                expected -= length;
                if (expected <= 0) {
                    framing.lines();
                    chunks = Chunks.END_OF_DATA;
                }
                encoded(bytes, offset, length, false);
            }
            case END_OF_DATA -> chunks = Chunks.SIZE;
            default -> {}
        }
    }

    private void chunkSize(String line) {
        expected = HttpNumbers.parse(line, HEXADECIMAL);
        if (expected == HttpNumbers.NONE) {
            side.weird(HttpWeird.BAD_CHUNK_SIZE, line);
            expected = 0;
        }
        if (expected > 0) {
            chunks = Chunks.DATA;
            framing.bytes(expected);
        } else {
            chunks = Chunks.TRAILER;
            reopenHeaders();
        }
    }

    private void encoded(byte[] bytes, int offset, int length, boolean lineEnd) {
        if (!fields.isCompressed) {
            decoded(bytes, offset, length, lineEnd);
            return;
        }
        if (inflation == null) {
            inflation = new HttpInflation(side.exchange.inflationBudget);
        }
        inflation.inflate(bytes, offset, length, this);
    }

    @Override
    public void inflated(byte[] bytes, int length) {
        decoded(bytes, 0, length, false);
    }

    @Override
    public void inflationFailed() {
        side.weird(HttpWeird.INFLATE_FAILED);
    }

    private void decoded(byte[] bytes, int offset, int length, boolean lineEnd) {
        bodyLength += length + (lineEnd ? 2 : 0);
        super.line(bytes, offset, length, lineEnd);
    }

    /**
     * Bytes are missing.
     *
     * @return whether all of them belong to its contents, so that it is known where the next message begins
     */
    boolean gap(long missing) {
        if (isEnded() && isInHeaders() || bodyLength == 0) {
            return false;
        }
        if (file != null) {
            file.gap(missing);
        }
        position += missing;
        boolean isInside = chunks == Chunks.NONE ? fields.contentLength >= 0 : chunks == Chunks.DATA;
        if (!isInside || expected < missing) {
            return false;
        }
        bodyLength += missing;
        expected -= missing;
        framing.bytes(expected);
        if (expected == 0) {
            if (chunks == Chunks.DATA) {
                chunks = Chunks.END_OF_DATA;
            } else {
                end();
            }
        }
        return true;
    }

    /** Takes in decoded contents. */
    void contents(byte[] bytes, int offset, int length) {
        if (!side.exchange.wantsContents) {
            return;
        }
        if (file == null) {
            file = side.openFile(fields.fileSize());
            if (fields.range != null) {
                file.position(position);
            }
        }
        file.data(bytes, offset, length);
        position += length;
    }

    @Override
    protected void header(MimeHeader header) {
        HttpContentRange before = fields.range;
        if (fields.add(header)) {
            chunks = Chunks.ANNOUNCED;
        }
        if (fields.range != before) {
            position = fields.range.first();
        }
        super.header(header);
    }

    @Override
    protected void headersEnded() {
        if (parent() != null && parent().type().isMultipart()) {
            framing.endLinesWithCrLfOnly(true);
        }
        if (chunks == Chunks.TRAILER) {
            chunks = Chunks.OVER;
            end();
            return;
        }
        super.headersEnded();
        if (expectation == HttpBodyExpectation.NONE) {
            end();
        } else if (hasParts()) {
            beginParts();
        } else if (chunks != Chunks.NONE) {
            chunks = Chunks.SIZE;
        } else {
            beginContents();
        }
    }

    private void beginParts() {
        if (chunks != Chunks.NONE) {
            side.weird(HttpWeird.CHUNKED_MULTIPART);
        }
        long length = fields.contentLength;
        if (depth() > 0 || length < 0) {
            return;
        }
        if (length == 0) {
            end();
        } else {
            expected = length;
            if (chunks == Chunks.NONE) {
                framing.linesEndAfter(length);
            }
        }
    }

    private void beginContents() {
        long length = fields.contentLength;
        if (length > 0) {
            expected = length;
            framing.bytes(length);
        } else if (length == 0) {
            end();
        } else if (fields.isCompressed || side.exchange.isClosing) {
            framing.untilClose();
        } else if (expectation != HttpBodyExpectation.EXPECTED) {
            end();
        }
    }

    @Override
    protected void end() {
        inflation = null;
        super.end();
    }
}
