package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.mime.MimeEntity;
import io.brook.analysis.mime.MimeMessage;
import io.brook.analysis.mime.MimeText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A message or a part of one, with what HTTP says about where its contents end and how they are written. */
final class HttpEntity extends MimeEntity {
    /** What stands for a length where contents go on to the end of the connection: Zeek's, about 2 GiB. */
    private static final long UNTIL_CLOSE = Integer.MAX_VALUE;

    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;
    private static final int PARTIAL_CONTENT = 206;

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

    private final HttpMessage message;
    private Chunks chunks = Chunks.NONE;
    private long contentLength = -1;

    /** How much of the contents, or of the chunk, is still to come. */
    private long expected;

    private boolean isCompressed;
    private boolean expectsContinue;
    private Inflation inflation;

    /** Which part of a file the contents are; null for all of it. */
    private ContentRange range;

    /** Where in the file the next contents belong, if they are part of it. */
    private long position;

    private long bodyLength;
    private FileFeed file;

    HttpEntity(HttpMessage message, MimeMessage mime, MimeEntity parent) {
        super(mime, parent);
        this.message = message;
    }

    /** How many bytes of contents it had, decompressed, with the ends of lines where it had lines. */
    long bodyLength() {
        return bodyLength;
    }

    /** The file that its contents are; null before the first byte of them. */
    FileFeed file() {
        return file;
    }

    @Override
    protected void line(byte[] bytes, int offset, int length, boolean lineEnd) {
        if (isEnded()) {
            return;
        }
        if (isInHeaders()) {
            if (!lineEnd) {
                message.weird("http_no_crlf_in_header_list", null);
            }
            super.line(bytes, offset, length, lineEnd);
        } else if (hasParts()) {
            parts(bytes, offset, length, lineEnd);
        } else if (chunks != Chunks.NONE) {
            chunk(bytes, offset, length);
        } else {
            encoded(bytes, offset, length, lineEnd);
            if (contentLength >= 0) {
                expected -= length;
                endWhenComplete();
            }
        }
    }

    private void parts(byte[] bytes, int offset, int length, boolean lineEnd) {
        encoded(bytes, offset, length, lineEnd);
        if (depth() == 0 && contentLength > 0) {
            expected -= length + (lineEnd ? 2 : 0);
            endWhenComplete();
        }
    }

    private void endWhenComplete() {
        if (expected <= 0 && !isEnded()) {
            message.stream().plain(0);
            end();
        }
    }

    private void chunk(byte[] bytes, int offset, int length) {
        switch (chunks) {
            case SIZE -> chunkSize(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            case DATA -> {
                expected -= length;
                if (expected <= 0) {
                    message.stream().plain(0);
                    chunks = Chunks.END_OF_DATA;
                }
                encoded(bytes, offset, length, false);
            }
            case END_OF_DATA -> chunks = Chunks.SIZE;
            default -> {}
        }
    }

    private void chunkSize(String line) {
        expected = Numbers.parse(line, HEXADECIMAL);
        if (expected == Numbers.NONE) {
            message.weird("HTTP_bad_chunk_size", line);
            expected = 0;
        }
        if (expected > 0) {
            chunks = Chunks.DATA;
            message.stream().plain(expected);
        } else {
            chunks = Chunks.TRAILER;
            reopenHeaders();
        }
    }

    private void encoded(byte[] bytes, int offset, int length, boolean lineEnd) {
        if (!isCompressed) {
            decoded(bytes, offset, length, lineEnd);
            return;
        }
        if (inflation == null) {
            inflation = new Inflation(this, message.inflationBudget());
        }
        inflation.inflate(bytes, offset, length);
    }

    void inflated(byte[] bytes, int length) {
        decoded(bytes, 0, length, false);
    }

    void inflationFailed() {
        message.inflationFailed();
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
        boolean isInside = chunks == Chunks.NONE ? contentLength >= 0 : chunks == Chunks.DATA;
        if (!isInside || expected < missing) {
            return false;
        }
        bodyLength += missing;
        expected -= missing;
        message.stream().plain(expected);
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
        if (!message.wantsContents()) {
            return;
        }
        if (file == null) {
            file = message.openFile(sizeOfFile());
            if (range != null) {
                file.position(position);
            }
        }
        file.data(bytes, offset, length);
        position += length;
    }

    /** What headers say about the size of compressed contents is another size. */
    private long sizeOfFile() {
        long size = range == null ? contentLength : range.whole();
        return size > 0 && !isCompressed ? size : -1;
    }

    @Override
    protected void header(String name, String value, int lines) {
        if (depth() == 0 && lines > 1) {
            message.weird("HTTP_obsolete_line_folding", name);
        }
        String token = new MimeText(value).token();
        switch (name.toLowerCase(Locale.ROOT)) {
            case "content-length" -> contentLength(token);
            case "content-range" -> contentRange(value);
            case "transfer-encoding" -> transferEncoding(value, token);
            case "content-encoding" -> contentEncoding(token);
            case "expect" -> expect(token);
            default -> {}
        }
        super.header(name, value, lines);
    }

    private void contentLength(String token) {
        if (chunks != Chunks.NONE) {
            message.weird("HTTP_content_length_and_chunked", null);
        }
        if (token == null) {
            return;
        }
        long length = Numbers.parse(token, DECIMAL);
        if (length < 0) {
            message.weird("HTTP_bad_content_length", token);
            contentLength = 0;
            return;
        }
        if (length > 0 && token.startsWith("0")) {
            message.weird("HTTP_content_length_leading_zeros", token);
        }
        contentLength = length;
        if (range != null) {
            agreeWithRange();
        }
        noteNothingToContinue();
    }

    /** The larger one counts, so that nobody can hide contents behind the smaller one. */
    private void agreeWithRange() {
        if (range.length() != contentLength) {
            message.weird("HTTP_range_not_matching_len", null);
            contentLength = Math.max(contentLength, range.length());
        }
    }

    private void contentRange(String value) {
        if (message.replyCode() != PARTIAL_CONTENT) {
            return;
        }
        if (chunks != Chunks.NONE) {
            message.weird("HTTP_content_range_and_chunked", null);
        }
        ContentRange parsed = ContentRange.parse(value, message.context());
        if (parsed == null) {
            return;
        }
        range = parsed;
        position = parsed.first();
        if (contentLength > 0) {
            agreeWithRange();
        } else {
            contentLength = parsed.length();
        }
    }

    private void transferEncoding(String value, String token) {
        if (depth() > 0) {
            message.weird("HTTP_nested_transfer_encoding_header", null);
            return;
        }
        if (!"chunked".equalsIgnoreCase(token) || !message.version().equals(HttpVersion.V1_1)) {
            return;
        }
        chunks = Chunks.ANNOUNCED;
        MimeText text = new MimeText(value);
        text.token();
        if (!text.rest().isEmpty()) {
            message.weird("HTTP_chunked_multi", text.rest());
        }
        if (contentLength >= 0) {
            message.weird("HTTP_content_length_and_chunked", null);
        }
    }

    private void contentEncoding(String token) {
        if (token != null) {
            String encoding = token.toLowerCase(Locale.ROOT);
            isCompressed |= encoding.equals("gzip") || encoding.equals("x-gzip") || encoding.equals("deflate");
        }
    }

    private void expect(String token) {
        if (!"100-continue".equalsIgnoreCase(token)) {
            message.weird("HTTP_expect_not_100_continue", token == null ? "" : token);
        }
        expectsContinue = true;
        noteNothingToContinue();
    }

    private void noteNothingToContinue() {
        if (contentLength == 0 && expectsContinue) {
            message.weird("HTTP_content_length_0_and_expect_100_cont", null);
        }
    }

    @Override
    protected void headersEnded() {
        if (parent() != null && parent().type().isMultipart()) {
            message.stream().endLinesWithCrLfOnly(true);
        }
        if (chunks == Chunks.TRAILER) {
            chunks = Chunks.OVER;
            end();
            return;
        }
        super.headersEnded();
        if (expectation() == BodyExpectation.NONE) {
            end();
        } else if (hasParts()) {
            beginParts();
        } else if (chunks != Chunks.NONE) {
            chunks = Chunks.SIZE;
        } else {
            beginContents();
        }
    }

    /** Boundaries say where parts end. */
    private BodyExpectation expectation() {
        return depth() == 0 ? message.expectation() : BodyExpectation.EXPECTED;
    }

    private void beginParts() {
        if (chunks != Chunks.NONE) {
            message.weird("HTTP_chunked_transfer_for_multipart_message", null);
        }
        if (depth() > 0 || contentLength < 0) {
            return;
        }
        if (contentLength == 0) {
            end();
        } else {
            expected = contentLength;
            if (chunks == Chunks.NONE) {
                message.stream().endsAfter(contentLength);
            }
        }
    }

    private void beginContents() {
        if (contentLength > 0) {
            expected = contentLength;
            message.stream().plain(contentLength);
        } else if (contentLength == 0) {
            end();
        } else if (isCompressed || message.isConnectionClosing()) {
            message.stream().plain(UNTIL_CLOSE);
        } else if (expectation() != BodyExpectation.EXPECTED) {
            end();
        }
    }

    @Override
    protected void end() {
        inflation = null;
        super.end();
    }
}
