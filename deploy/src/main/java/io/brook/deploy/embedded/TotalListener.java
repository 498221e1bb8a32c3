package io.brook.deploy.embedded;

import io.brook.capture.run.CaptureListener;

/** Adds up the progress of sensors that are published one after the other. */
final class TotalListener implements CaptureListener {
    private final CaptureListener listener;
    private long packetsBefore;
    private long bytesBefore;
    private long packets;
    private long bytes;

    TotalListener(CaptureListener listener) {
        this.listener = listener;
    }

    @Override
    public void progress(long packetsNow, long fileBytesNow) {
        packets = packetsNow;
        bytes = fileBytesNow;
        listener.progress(packetsBefore + packets, bytesBefore + bytes);
    }

    /** The next sensor counts from zero again. */
    void next() {
        packetsBefore += packets;
        bytesBefore += bytes;
        packets = 0;
        bytes = 0;
    }
}
