package io.brook.analysis.line;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.MimeMessage;
import io.brook.analysis.mime.MimeSink;
import io.brook.analysis.mime.MimeWeird;
import io.brook.analysis.weird.Weird;

/** A mail that lines carry. What it consists of is told to the subclass, as a {@link MimeSink}. */
public abstract class CarriedMail implements MimeSink {
    protected final SessionContext context;
    private MimeMessage message;

    protected CarriedMail(SessionContext context) {
        this.context = context;
    }

    /** The mail begins, which its sink hears of: for the end of the subclass's constructor. */
    protected final void begin() {
        message = new MimeMessage(this);
    }

    /**
     * The next line, or a piece of one that is too long.
     *
     * @param lineEnd whether it ends here
     */
    public final void line(byte[] bytes, int offset, int length, boolean lineEnd) {
        message.line(bytes, offset, length, lineEnd);
    }

    /** Hands on what has been decoded. */
    public final void flush() {
        message.flush();
    }

    /** Nothing more of it comes. */
    public final void end() {
        message.end();
    }

    @Override
    public final void weird(Weird weird, String detail) {
        context.weird(weird, detail);
        if (weird != MimeWeird.ILLEGAL_BASE64) {
            context.limitReached();
        }
    }
}
