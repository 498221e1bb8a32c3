package io.brook.analysis.mime;

/**
 * A message that comes in lines. Call {@link #flush} when the bytes at hand are used up, so that contents get the time of their
 * packet, and {@link #end} once.
 */
public final class MimeMessage {
    private static final int BUFFER = 4096;

    /** Contents of at least this length are handed on without a copy. */
    private static final int DIRECT = 512;

    private final MimeSink sink;
    private final MimeEntity top;

    /** Decoded contents on their way to the sink; null while there are none. */
    private byte[] buffer;

    private int buffered;

    /** Whose contents are in the buffer. */
    private MimeEntity owner;

    public MimeMessage(MimeSink sink) {
        this.sink = sink;
        this.top = sink.newEntity(this, null);
        sink.beginEntity(top);
    }

    /** The message itself. */
    public MimeEntity entity() {
        return top;
    }

    /**
     * Takes in a line, of headers or contents.
     *
     * @param lineEnd whether an end of line followed it: false for a piece of a line that is too long for one
     */
    public void line(byte[] bytes, int offset, int length, boolean lineEnd) {
        top.line(bytes, offset, length, lineEnd);
    }

    /** No more comes. */
    public void end() {
        top.end();
        flush();
    }

    /** Gives the sink what has been decoded. */
    public void flush() {
        if (buffered > 0) {
            int length = buffered;
            buffered = 0;
            sink.body(owner, buffer, 0, length);
        }
        buffer = null;
        owner = null;
    }

    MimeSink sink() {
        return sink;
    }

    void put(MimeEntity entity, byte[] bytes, int offset, int length) {
        if (length >= DIRECT) {
            flush();
            sink.body(entity, bytes, offset, length);
            return;
        }
        int at = offset;
        int left = length;
        while (left > 0) {
            room(entity);
            int part = Math.min(left, BUFFER - buffered);
            System.arraycopy(bytes, at, buffer, buffered, part);
            buffered += part;
            at += part;
            left -= part;
        }
    }

    /** Makes room for at least one byte. */
    private void room(MimeEntity entity) {
        if (owner != entity || buffered == BUFFER) {
            flush();
            owner = entity;
            buffer = new byte[BUFFER];
        }
    }
}
