package io.brook.capture.run;

/** Hears, now and then, how far publishing has come. */
@FunctionalInterface
public interface CaptureListener {
    /**
     * @param packets packets published so far by this call
     * @param fileBytes bytes read so far from the traces' files, compressed where they are
     */
    void progress(long packets, long fileBytes);

    /**
     * Comes before each packet that Kafka may not have yet; what waits here slows publishing down.
     *
     * @param packets packets published before it by this call
     */
    default void next(long packets) {}

    /**
     * Comes when the traces have been read to their end, before that is published; what it throws breaks the capture off.
     *
     * @param packets packets published by this call
     * @param readOnce whether they were pipes, or standard input: what told the capture to stop may have ended their writer, too
     */
    default void end(long packets, boolean readOnce) {}
}
