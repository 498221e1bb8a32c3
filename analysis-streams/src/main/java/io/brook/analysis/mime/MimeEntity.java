package io.brook.analysis.mime;

import io.brook.analysis.bytes.Ascii;

/** A message, or a part of one: headers, an empty line, and contents or further entities. */
public class MimeEntity {
    /** Zeek's MIME::max_depth: entities that lie deeper are not looked into. */
    public static final int MAX_DEPTH = 100;

    private static final byte[] LINE_END = {'\r', '\n'};

    private final MimeMessage message;
    private final MimeEntity parent;
    private final int depth;
    private MimeEntity child;

    private boolean inHeaders = true;
    private boolean ended;

    /** The header field that may be continued; null before the first. */
    private MimeHeader header;

    private ContentType type = ContentType.TEXT_PLAIN;
    private TransferEncoding encoding = TransferEncoding.OTHER;
    private Base64Decoder base64;

    /** Whether an end of line waits for what follows: the last one belongs to the boundary (RFC 2046, section 5.1.1). */
    private boolean lineEndWaits;

    /** @param parent the entity that it is a part of; null for the message itself */
    protected MimeEntity(MimeMessage message, MimeEntity parent) {
        this.message = message;
        this.parent = parent;
        this.depth = parent == null ? 0 : parent.depth + 1;
        if (parent != null) {
            encoding = parent.encoding;
        }
    }

    /** How many entities it lies in. */
    public int depth() {
        return depth;
    }

    /** The entity that it is a part of; null for the message itself. */
    public MimeEntity parent() {
        return parent;
    }

    /** What its headers say that it contains. */
    public ContentType type() {
        return type;
    }

    /** Whether its headers are not complete. */
    public boolean isInHeaders() {
        return inHeaders;
    }

    /** Whether it consists of entities, so that it has no contents of its own. */
    public boolean hasParts() {
        return type.isMultipart() || type.isMessage();
    }

    /** Whether no more of it will come. */
    protected final boolean isEnded() {
        return ended;
    }

    /** More headers follow: those after chunks, which are no part of the message (RFC 9112, section 7.1.2). */
    protected final void reopenHeaders() {
        inHeaders = true;
    }

    /** Takes in a line of its headers, or of its contents and those of its parts; or a piece of contents. */
    protected void line(byte[] bytes, int offset, int length, boolean lineEnd) {
        if (!inHeaders) {
            contents(bytes, offset, length, lineEnd);
        } else if (length == 0 || bytes[offset] == 0) {
            finishHeaders();
            if (!ended) {
                beginContents();
            }
        } else if (Ascii.isBlank(bytes[offset])) {
            continueHeader(bytes, offset, length);
        } else {
            finishHeader();
            header = new MimeHeader(bytes, offset, length);
        }
    }

    private void continueHeader(byte[] bytes, int offset, int length) {
        if (header != null) {
            if (!header.isFull()) {
                header.append(bytes, offset, length);
            } else {
                message.sink().weird(MimeWeird.HEADER_TOO_LONG, String.valueOf(header.length()));
            }
            return;
        }
        int at = offset;
        while (at < offset + length && Ascii.isBlank(bytes[at])) {
            at++;
        }
        if (at < offset + length) {
            header = new MimeHeader(bytes, at, offset + length - at);
        }
    }

    private void finishHeaders() {
        finishHeader();
        inHeaders = false;
        headersEnded();
    }

    /** Its headers are complete. */
    protected void headersEnded() {}

    /** It has a header field. */
    protected void header(MimeHeader field) {
        message.sink().header(this, field);
    }

    private void finishHeader() {
        if (header == null) {
            return;
        }
        MimeHeader field = header;
        header = null;
        if (field.parse()) {
            switch (field.lowerName()) {
                case "content-type" -> type = ContentType.parse(field.value(), type);
                case "content-transfer-encoding" -> encoding = TransferEncoding.parse(field.value(), encoding);
                default -> {}
            }
            header(field);
        }
    }

    private void beginContents() {
        if (encoding == TransferEncoding.BASE64) {
            base64 = new Base64Decoder(message.sink());
        }
        if (type.isMessage()) {
            beginChild();
        }
    }

    private void contents(byte[] bytes, int offset, int length, boolean lineEnd) {
        if (type.isMultipart()) {
            switch (boundary(bytes, offset, length)) {
                case NEXT_PART -> {
                    endChild();
                    if (!ended) {
                        beginChild();
                    }
                    return;
                }
                case LAST -> {
                    endChild();
                    end();
                    return;
                }
                case NONE -> {}
            }
        }
        if (!hasParts()) {
            decode(bytes, offset, length, lineEnd);
        } else if (child != null) {
            child.line(bytes, offset, length, lineEnd);
        }
    }

    private enum Boundary {
        NONE,
        NEXT_PART,
        LAST
    }

    private Boundary boundary(byte[] bytes, int offset, int length) {
        String delimiter = type.boundary();
        if (!isDashes(bytes, offset, length) || length - 2 < delimiter.length()) {
            return Boundary.NONE;
        }
        for (int i = 0; i < delimiter.length(); i++) {
            if ((bytes[offset + 2 + i] & 0xff) != delimiter.charAt(i)) {
                return Boundary.NONE;
            }
        }
        int used = 2 + delimiter.length();
        return isDashes(bytes, offset + used, length - used) ? Boundary.LAST : Boundary.NEXT_PART;
    }

    private static boolean isDashes(byte[] bytes, int offset, int length) {
        return length >= 2 && bytes[offset] == '-' && bytes[offset + 1] == '-';
    }

    private void beginChild() {
        if (depth >= MAX_DEPTH) {
            message.sink().weird(MimeWeird.TOO_DEEP, String.valueOf(depth));
            return;
        }
        child = message.sink().newEntity(message, this);
        message.sink().beginEntity(child);
    }

    private void endChild() {
        if (child != null) {
            MimeEntity last = child;
            last.end();
            child = null;
        }
    }

    private void decode(byte[] bytes, int offset, int length, boolean lineEnd) {
        switch (encoding) {
            case QUOTED_PRINTABLE -> {
                byte[] decoded = new byte[length + LINE_END.length];
                message.put(this, decoded, 0, QuotedPrintable.decode(bytes, offset, length, decoded));
            }
            case BASE64 -> {
                byte[] decoded = new byte[Base64Decoder.maxDecoded(length)];
                message.put(this, decoded, 0, base64.decode(bytes, offset, length, decoded, 0));
            }
            case OTHER -> plain(bytes, offset, length, lineEnd);
        }
    }

    private void plain(byte[] bytes, int offset, int length, boolean lineEnd) {
        if (lineEndWaits) {
            lineEndWaits = false;
            putLineEnd();
        }
        message.put(this, bytes, offset, length);
        if (lineEnd) {
            if (parent != null && parent.type.isMultipart()) {
                lineEndWaits = true;
            } else {
                putLineEnd();
            }
        }
    }

    private void putLineEnd() {
        message.put(this, LINE_END, 0, LINE_END.length);
    }

    /** No more of it will come; may be said again. */
    protected void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (inHeaders) {
            finishHeaders();
        } else {
            endChild();
            if (base64 != null) {
                byte[] decoded = new byte[Base64Decoder.maxDecoded(0)];
                message.put(this, decoded, 0, base64.finish(decoded, 0));
            }
        }
        message.flush();
        message.sink().endEntity(this);
    }
}
