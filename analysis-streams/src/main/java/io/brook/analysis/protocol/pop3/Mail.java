package io.brook.analysis.protocol.pop3;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.MimeEntity;
import io.brook.analysis.mime.MimeMessage;
import io.brook.analysis.mime.MimeSink;

/** A mail that a client fetches. Zeek makes no files of it, so only what is odd about it counts. */
final class Mail implements MimeSink {
    private final SessionContext out;
    private final MimeMessage message = new MimeMessage(this);

    Mail(SessionContext out) {
        this.out = out;
    }

    void line(byte[] bytes, int offset, int length, boolean lineEnd) {
        message.line(bytes, offset, length, lineEnd);
    }

    void flush() {
        message.flush();
    }

    void end() {
        message.end();
    }

    @Override
    public void body(MimeEntity entity, byte[] bytes, int offset, int length) {}

    @Override
    public void weird(String name, String detail) {
        out.weird(name, detail);
        out.limitReached();
    }

    @Override
    public void weirdOfConnection(String name, String detail) {
        out.weird(name, detail, null);
    }
}
