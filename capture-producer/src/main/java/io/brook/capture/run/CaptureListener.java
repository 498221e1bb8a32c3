package io.brook.capture.run;

/** Is told regularly how far publishing has come. */
@FunctionalInterface
public interface CaptureListener {
    /**
     * @param packets packets published so far by this call
     * @param fileBytes bytes read so far from the traces' files, compressed where they are
     */
    void progress(long packets, long fileBytes);

    /**
     * Called before each packet that Kafka may not have yet; waiting here slows publishing down.
     *
     * @param packets packets published before it by this call
     */
    default void next(long packets) {}

    /**
     * Called when the traces have been read to their end, before that is published; an exception interrupts the capture.
     *
     * @param packets packets published by this call
     * @param readOnce whether they were pipes, or standard input: the signal that stops the capture may have ended their writer, too
     */
    default void end(long packets, boolean readOnce) {}
}
