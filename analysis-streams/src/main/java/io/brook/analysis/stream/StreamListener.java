package io.brook.analysis.stream;

/** Hears one direction of a TCP connection in order: every byte once, or that it is missing, or was left out. */
public interface StreamListener {
    /** Bytes that follow what was heard before. The array belongs to the packet: copy what is to be kept. */
    void data(byte[] bytes, int offset, int length);

    /**
     * Bytes that follow what was heard before, of which only the number is known: the producer left them out because no
     * analysis needs them.
     */
    void trimmed(int length);

    /**
     * Bytes that the receiver acknowledged and that were never seen.
     *
     * @param sequence the first missing byte, relative to the initial sequence number
     * @param length how many are missing
     */
    void gap(long sequence, long length);
}
