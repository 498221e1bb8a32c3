package io.brook.analysis.protocol.http;

import io.brook.analysis.mime.MimeHeader;
import io.brook.analysis.mime.MimeText;
import java.util.Locale;

/** What header fields say about an entity's contents: their length and their encodings (RFC 9112, section 6). */
final class HttpBodyFields {
    private static final int DECIMAL = 10;

    private final HttpSide side;

    /** Whether the entity is a part of another one. */
    private final boolean isPart;

    /** The length of the contents in bytes; -1 when no field gives it. */
    long contentLength = -1;

    /** Which part of a file the contents are; null for all of it. */
    HttpContentRange range;

    private boolean isChunked;
    boolean isCompressed;
    private boolean expectsContinue;

    HttpBodyFields(HttpSide side, boolean isPart) {
        this.side = side;
        this.isPart = isPart;
    }

    /** The size of the file that the contents are; -1 for compressed contents, whose length in the headers is another one. */
    long fileSize() {
        long size = range == null ? contentLength : range.whole();
        return size > 0 && !isCompressed ? size : -1;
    }

    /** @return whether the field says that the contents come in chunks */
    boolean add(MimeHeader header) {
        if (!isPart && header.lines() > 1) {
            side.weird(HttpWeird.LINE_FOLDING, header.name());
        }
        switch (header.lowerName()) {
            case "content-length" -> contentLength(token(header));
            case "content-range" -> contentRange(header.value());
            case "transfer-encoding" -> {
                return announcesChunks(header);
            }
            case "content-encoding" -> contentEncoding(token(header));
            case "expect" -> expect(token(header));
            default -> {}
        }
        return false;
    }

    private static String token(MimeHeader header) {
        return new MimeText(header.value()).token();
    }

    private void contentLength(String token) {
        if (isChunked) {
            side.weird(HttpWeird.LENGTH_AND_CHUNKED);
        }
        if (token == null) {
            return;
        }
        long length = HttpNumbers.parse(token, DECIMAL);
        if (length < 0) {
            side.weird(HttpWeird.BAD_CONTENT_LENGTH, token);
            contentLength = 0;
            return;
        }
        if (length > 0 && token.startsWith("0")) {
            side.weird(HttpWeird.LEADING_ZEROS, token);
        }
        contentLength = length;
        if (range != null) {
            agreeWithRange();
        }
        noteNothingToContinue();
    }

    /** Of several lengths the largest counts, so that nobody can hide contents behind a smaller one. */
    private void agreeWithRange() {
        if (range.length() != contentLength) {
            side.weird(HttpWeird.RANGE_NOT_LENGTH);
            contentLength = Math.max(contentLength, range.length());
        }
    }

    private void contentRange(String value) {
        if (side.exchange.replyCode != HttpExchange.PARTIAL_CONTENT) {
            return;
        }
        if (isChunked) {
            side.weird(HttpWeird.RANGE_AND_CHUNKED);
        }
        HttpContentRange parsed = HttpContentRange.parse(value, side);
        if (parsed == null) {
            return;
        }
        range = parsed;
        if (contentLength > 0) {
            agreeWithRange();
        } else {
            contentLength = parsed.length();
        }
    }

    private boolean announcesChunks(MimeHeader header) {
        if (isPart) {
            side.weird(HttpWeird.NESTED_TRANSFER_ENCODING);
            return false;
        }
        MimeText text = new MimeText(header.value());
        if (!"chunked".equalsIgnoreCase(text.token())
                || !side.exchange.version().equals(HttpVersion.V1_1)) {
            return false;
        }
        isChunked = true;
        if (!text.rest().isEmpty()) {
            side.weird(HttpWeird.CHUNKED_AND_MORE, text.rest());
        }
        if (contentLength >= 0) {
            side.weird(HttpWeird.LENGTH_AND_CHUNKED);
        }
        return true;
    }

    private void contentEncoding(String token) {
        if (token != null) {
            String encoding = token.toLowerCase(Locale.ROOT);
            isCompressed |= encoding.equals("gzip") || encoding.equals("x-gzip") || encoding.equals("deflate");
        }
    }

    private void expect(String token) {
        if (!"100-continue".equalsIgnoreCase(token)) {
            side.weird(HttpWeird.EXPECT_NOT_CONTINUE, token == null ? "" : token);
        }
        expectsContinue = true;
        noteNothingToContinue();
    }

    private void noteNothingToContinue() {
        if (contentLength == 0 && expectsContinue) {
            side.weird(HttpWeird.LENGTH_0_AND_CONTINUE);
        }
    }
}
