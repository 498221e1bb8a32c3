package io.brook.analysis.protocol.pop3;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.line.CarriedMail;
import io.brook.analysis.mime.MimeEntity;
import io.brook.schemas.flow.Direction;

/**
 * A mail that a client fetches; the contents of its parts become files.
 *
 * <p>Zeek has no script that identifies files of POP3, and names them by the time of the packet. So at the end of a part it
 * does not find a file that began in an earlier packet: such a file times out.
 */
final class Pop3Mail extends CarriedMail {
    /** The file of the part at hand; null before its first contents. */
    private FileFeed file;

    private long begun;

    Pop3Mail(SessionContext context) {
        super(context);
        begin();
    }

    @Override
    public void body(MimeEntity entity, byte[] bytes, int offset, int length) {
        if (file == null) {
            begun = context.time();
            file = context.file(
                    new FileOrigin("POP3", Direction.RESPONDER, 0, null, -1, null, context.uid() + ' ' + begun));
        }
        file.data(bytes, offset, length);
    }

    @Override
    public void endEntity(MimeEntity entity) {
        if (file != null && begun == context.time()) {
            file.end();
        }
        file = null;
    }
}
