package io.brook.capture.kafka;

import io.brook.capture.TapConfig;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A queue of records that wait for Kafka: in memory, and when that is full in a file, if there is one. A record for which neither has
 * room is refused. Thread-safe.
 */
final class SendBuffer implements AutoCloseable {
    private final long most;
    private final OverflowFile overflow;
    private final Queue<Waiting> memory = new ArrayDeque<>();
    private long bytes;

    SendBuffer(TapConfig config) {
        most = config.buffer();
        overflow = config.overflow().map(OverflowFile::new).orElse(null);
    }

    /** Adds a record; returns whether there was room. */
    synchronized boolean add(Waiting record) {
        boolean inFile = overflow != null && !overflow.isEmpty();
        if (!inFile && bytes + record.size() <= most) {
            memory.add(record);
            bytes += record.size();
        } else if (overflow == null || !overflow.add(record)) {
            return false;
        }
        notifyAll();
        return true;
    }

    /** Removes the oldest record; waits a while for one. Null when none has come. */
    synchronized Waiting take(long waitMillis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        Waiting record = memory.poll();
        if (record == null) {
            return overflow.take();
        }
        bytes -= record.size();
        return record;
    }

    synchronized boolean isEmpty() {
        return memory.isEmpty() && (overflow == null || overflow.isEmpty());
    }

    @Override
    public synchronized void close() {
        if (overflow != null) {
            overflow.close();
        }
    }
}
