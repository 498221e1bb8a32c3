package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.MimeEntity;
import io.brook.analysis.mime.MimeMessage;
import io.brook.analysis.mime.MimeSink;
import io.brook.analysis.mime.MimeWeird;
import io.brook.schemas.flow.Direction;

/** A request or a reply after its first line: headers and contents, in parts perhaps. */
final class HttpMessage implements MimeSink {
    private static final int PARTIAL_CONTENT = 206;

    private final HttpSession session;
    private final Direction direction;
    private final BodyExpectation expectation;
    private final MimeMessage mime;
    private MimeEntity current;
    private boolean finished;
    private long bodyLength;

    HttpMessage(HttpSession session, Direction direction, BodyExpectation expectation) {
        this.session = session;
        this.direction = direction;
        this.expectation = expectation;
        this.mime = new MimeMessage(this);
    }

    BodyExpectation expectation() {
        return expectation;
    }

    MessageStream stream() {
        return session.stream(direction);
    }

    SessionContext context() {
        return session.context();
    }

    int replyCode() {
        return session.replyCode();
    }

    HttpVersion version() {
        return session.versionAtHand();
    }

    boolean isConnectionClosing() {
        return session.isConnectionClosing();
    }

    InflationBudget inflationBudget() {
        return session.inflationBudget();
    }

    void inflationFailed() {
        session.context().weird("inflate_failed", null, "ZIP");
    }

    boolean isFinished() {
        return finished;
    }

    /** Whether contents come, and may come in pieces of lines. */
    boolean takesPieces() {
        return !finished && current != null && !current.isInHeaders();
    }

    /** Takes in a line, or contents that are none. */
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

    /** No more of it comes; may be said again. */
    void finish() {
        if (finished) {
            return;
        }
        finished = true;
        mime.end();
        endFile((HttpEntity) mime.entity());
        session.transactions().messageDone(direction, bodyLength);
        session.messageDone(direction);
    }

    /** Pieces of a file may come over several connections, so that nobody knows which is the last. */
    private void endFile(HttpEntity entity) {
        if (!isPartial() && entity.file() != null) {
            entity.file().end();
        }
    }

    private boolean isPartial() {
        return direction.isFromResponder() && session.replyCode() == PARTIAL_CONTENT;
    }

    boolean wantsContents() {
        return session.switches().bodies();
    }

    /** @param size how long the file is; -1 when that is not known */
    FileFeed openFile(long size) {
        return session.transactions().openFile(direction, size, isPartial());
    }

    @Override
    public MimeEntity newEntity(MimeMessage message, MimeEntity parent) {
        return new HttpEntity(this, message, parent);
    }

    @Override
    public void beginEntity(MimeEntity entity) {
        current = entity;
        session.transactions().beginEntity(direction);
    }

    @Override
    public void header(MimeEntity entity, String name, String value) {
        session.header(direction, name, value);
    }

    @Override
    public void body(MimeEntity entity, byte[] bytes, int offset, int length) {
        ((HttpEntity) entity).contents(bytes, offset, length);
    }

    @Override
    public void endEntity(MimeEntity entity) {
        session.transactions().endEntity();
        current = entity.parent();
        if (entity.parent() != null && entity.parent().type().isMultipart()) {
            stream().endLinesWithCrLfOnly(false);
        }
        if (entity.parent() != null) {
            endFile((HttpEntity) entity);
        } else {
            bodyLength += ((HttpEntity) entity).bodyLength();
            finish();
        }
    }

    void weird(String name, String detail) {
        session.context().weird(name, detail);
    }

    @Override
    public void weird(MimeWeird weird, String detail) {
        session.context().weird(weird, detail);
    }
}
