package io.brook.deploy.node;

import io.brook.capture.send.CaptureListener;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds a capture back, so that it publishes no more than so many packets in a second. */
final class ReplayPace implements CaptureListener {
    /** Waiting for less costs more than it brings. */
    private static final long LEAST_WAIT = TimeUnit.MILLISECONDS.toNanos(5);

    private final long nanosPerPacket;
    /** When the next packet is due, by {@link System#nanoTime}; 0 before the first one. */
    private long due;

    /** @param packets in a second */
    ReplayPace(int packets) {
        nanosPerPacket = TimeUnit.SECONDS.toNanos(1) / packets;
    }

    @Override
    public void progress(long packets, long fileBytes) {
        // Nobody watches.
    }

    @Override
    public void next(long packets) {
        if (nanosPerPacket <= 1) {
            return;
        }
        long now = System.nanoTime();
        if (due == 0 || now - due > LEAST_WAIT) {
            // What could not be published in its time is not made up for.
            due = now;
        }
        due += nanosPerPacket;
        while (due - now > LEAST_WAIT && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(due - now);
            now = System.nanoTime();
        }
    }
}
