package io.brook.deploy.node;

import io.brook.capture.run.CaptureListener;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Holds a capture back, so that it publishes no more than so many packets in a second. */
final class ReplayPace implements CaptureListener {
    /** Waiting for less costs more than it brings. */
    private static final long LEAST_WAIT = TimeUnit.MILLISECONDS.toNanos(5);

    /** A signal reaches Java's threads later than the end of a pipe does whose writer has got it, too. */
    private static final long STOP_ARRIVES = TimeUnit.MILLISECONDS.toNanos(500);

    private final long nanosPerPacket;
    private final BooleanSupplier closing;
    private final AtomicLong published;
    /** When the next packet is due, by {@link System#nanoTime}; 0 before the first one. */
    private long due;

    /**
     * @param packets in a second
     * @param closing whether the capture is to be broken off
     * @param published is told how many packets there were
     */
    ReplayPace(int packets, BooleanSupplier closing, AtomicLong published) {
        this.closing = closing;
        this.published = published;
        nanosPerPacket = TimeUnit.SECONDS.toNanos(1) / packets;
    }

    @Override
    public void progress(long packets, long fileBytes) {
        published.lazySet(packets);
    }

    /** @throws CancellationException when the capture is to be broken off */
    @Override
    public void next(long packets) {
        check(packets);
        published.lazySet(packets);
        if (nanosPerPacket <= 1) {
            return;
        }
        long now = System.nanoTime();
        if (due == 0 || now - due > LEAST_WAIT) {
            // What could not be published in its time is not made up for.
            due = now;
        }
        due += nanosPerPacket;
        while (due - now > LEAST_WAIT && !closing.getAsBoolean()) {
            LockSupport.parkNanos(due - now);
            now = System.nanoTime();
        }
    }

    /** @throws CancellationException when the capture is to be broken off: what it has read is not the end of the sensor */
    @Override
    public void end(long packets, boolean readOnce) {
        long until = System.nanoTime() + (readOnce ? STOP_ARRIVES : 0);
        while (!closing.getAsBoolean() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LEAST_WAIT);
        }
        check(packets);
    }

    private void check(long packets) {
        if (closing.getAsBoolean()) {
            throw new CancellationException("broken off after " + packets + " packets");
        }
    }
}
