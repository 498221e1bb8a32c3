package io.brook.analysis.protocol.http;

import io.brook.analysis.mime.MimeEntity;
import io.brook.analysis.mime.MimeHeader;
import io.brook.analysis.mime.MimeMessage;
import io.brook.analysis.mime.MimeSink;
import io.brook.analysis.weird.Weird;

/** A request or a reply after its first line: headers and contents, which may have parts. */
final class HttpMessage implements MimeSink {
    private final HttpSide side;
    private final HttpBodyExpectation expectation;
    private final MimeMessage mime;
    private MimeEntity current;

    /** Whether the message is complete. */
    boolean isFinished;

    private long bodyLength;

    HttpMessage(HttpSide side, HttpBodyExpectation expectation) {
        this.side = side;
        this.expectation = expectation;
        this.mime = new MimeMessage(this);
    }

    /** Whether contents follow, which may come in parts of lines. */
    boolean takesPieces() {
        return !isFinished && current != null && !current.isInHeaders();
    }

    /** Takes in a line, or contents that are not one. */
    void deliver(byte[] bytes, int offset, int length, boolean isLine) {
        mime.line(bytes, offset, length, isLine);
    }

    /** Hands on what has been decoded. */
    void flush() {
        mime.flush();
    }

    /** @return whether the missing bytes are contents, so that it is known where the next message begins */
    boolean gap(long missing) {
        mime.flush();
        HttpEntity entity = (HttpEntity) (current == null ? mime.entity() : current);
        return entity.gap(missing);
    }

    /** Nothing more of it comes; may be called again. */
    void finish() {
        if (isFinished) {
            return;
        }
        isFinished = true;
        mime.end();
        endFile((HttpEntity) mime.entity());
        side.transactions().messageDone(side.direction, bodyLength);
    }

    /** Parts of a file may come over several connections: nobody knows which is the last. */
    private void endFile(HttpEntity entity) {
        if (!side.isPartial() && entity.file != null) {
            entity.file.end();
        }
    }

    @Override
    public MimeEntity newEntity(MimeMessage message, MimeEntity parent) {
        return new HttpEntity(side, expectation, message, parent);
    }

    @Override
    public void beginEntity(MimeEntity entity) {
        current = entity;
        side.transactions().beginEntity(side.direction);
    }

    @Override
    public void header(MimeEntity entity, MimeHeader header) {
        side.fields.add(side.direction, header.lowerName(), header.value());
    }

    @Override
    public void body(MimeEntity entity, byte[] bytes, int offset, int length) {
        ((HttpEntity) entity).contents(bytes, offset, length);
    }

    @Override
    public void endEntity(MimeEntity entity) {
        MimeEntity parent = entity.parent();
        side.transactions().endEntity();
        current = parent;
        if (parent == null) {
            bodyLength += ((HttpEntity) entity).bodyLength;
            finish();
            return;
        }
        if (parent.type().isMultipart()) {
            side.framing.endLinesWithCrLfOnly(false);
        }
        endFile((HttpEntity) entity);
    }

    @Override
    public void weird(Weird weird, String detail) {
        side.weird(weird, detail);
    }
}
