package io.brook.deploy.node;

import io.brook.capture.run.CaptureListener;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Slows a capture down, so that it publishes at most a given number of packets per second. */
final class ReplayPace implements CaptureListener {
    /** Shorter waits cost more than they bring. */
    private static final long LEAST_WAIT = TimeUnit.MILLISECONDS.toNanos(5);

    /** The end of a pipe may arrive earlier than the signal that ended its writer and is meant for this process, too. */
    private static final long STOP_ARRIVES = TimeUnit.MILLISECONDS.toNanos(500);

    private final long nanosPerPacket;
    private final BooleanSupplier closing;
    private final AtomicLong published;
    /** When the next packet is due, by {@link System#nanoTime}; 0 before the first one. */
    private long due;

    /**
     * @param packets per second
     * @param closing whether the capture is to be interrupted
     * @param published is told the number of packets
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

    /** @throws CancellationException when the capture is to be interrupted */
    @Override
    public void next(long packets) {
        check(packets);
        published.lazySet(packets);
        if (nanosPerPacket <= 1) {
            return;
        }
        long now = System.nanoTime();
        if (due == 0 || now - due > LEAST_WAIT) {
            // A delay is not made up for.
            due = now;
        }
        due += nanosPerPacket;
        while (due - now > LEAST_WAIT && !closing.getAsBoolean()) {
            LockSupport.parkNanos(due - now);
            now = System.nanoTime();
        }
    }

    /** @throws CancellationException when the capture is to be interrupted: the sensor has not ended then */
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
            throw new CancellationException("interrupted after " + packets + " packets");
        }
    }
}
