package io.brook.analysis.site;

import java.util.concurrent.atomic.AtomicInteger;

/** What all engines of a worker process may hold together. Safe to share between threads. */
public final class WorkerLimits {
    /** What an open TCP connection costs at most while nothing waits in its streams, in bytes of heap. */
    public static final int BYTES_PER_CONNECTION = 1536;
    /** What following a protocol on it adds while it is idle, in bytes of heap. */
    public static final int BYTES_PER_SESSION = 2048;
    /** The part of the heap that connections may fill; the rest is for everything else and for the collector. */
    private static final double SHARE_OF_HEAP = 0.4;
    /** The part of the heap that segments above holes may fill, in all engines but at most this much in each. */
    private static final double SHARE_FOR_STREAMS = 0.1;

    private final int maxConnections;
    private final long maxStreamBytes;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param maxConnections open connections, of all engines together
     * @param maxStreamBytes bytes that wait above holes, in each engine
     */
    public WorkerLimits(int maxConnections, long maxStreamBytes) {
        this.maxConnections = maxConnections;
        this.maxStreamBytes = maxStreamBytes;
    }

    /** Limits that fit into this process's heap. */
    public static WorkerLimits ofHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        int connections = (int)
                Math.min(Integer.MAX_VALUE, (long) (heap * SHARE_OF_HEAP / (BYTES_PER_CONNECTION + BYTES_PER_SESSION)));
        return new WorkerLimits(connections, (long) (heap * SHARE_FOR_STREAMS));
    }

    public boolean isFull() {
        return open.get() >= maxConnections;
    }

    public void opened() {
        open.incrementAndGet();
    }

    public void closed() {
        open.decrementAndGet();
    }

    /** Open connections of all engines. */
    public int open() {
        return open.get();
    }

    /** Open connections at which the worker ends one to begin another. */
    public int maxConnections() {
        return maxConnections;
    }

    /** Bytes of files that may wait for what tells their type or comes before them, in one engine. */
    public long maxFileBytes() {
        return maxStreamBytes;
    }

    /** Bytes that may wait above holes in one engine. */
    public long maxStreamBytes() {
        return maxStreamBytes;
    }
}
