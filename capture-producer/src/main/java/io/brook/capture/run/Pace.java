package io.brook.capture.run;

/** Tells a listener how far publishing has come: often enough to watch, rarely enough to cost nothing. */
final class Pace {
    static final long PACKETS = 65_536;
    static final long FILE_BYTES = 4 << 20;

    private final CaptureListener listener;
    private long nextPackets = PACKETS;
    private long nextBytes = FILE_BYTES;

    Pace(CaptureListener listener) {
        this.listener = listener;
    }

    void packet(long packets, long fileBytes) {
        if (packets >= nextPackets || fileBytes >= nextBytes) {
            nextPackets = packets + PACKETS;
            nextBytes = fileBytes + FILE_BYTES;
            listener.progress(packets, fileBytes);
        }
    }
}
