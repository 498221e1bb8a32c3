package io.brook.capture.batch;

import io.brook.capture.CaptureConfig;
import io.brook.capture.source.Packet;
import io.brook.schemas.flow.FlowKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The open batches of one sensor, by flow and in the order in which they were opened. Batches leave in that order, except those
 * that are full. Their number and memory are bounded: beyond a bound the oldest leave early.
 */
final class OpenBatches {
    /** Flows that have a batch open at once: 100 ms of a million packets a second, at six to a batch. */
    static final int MAX_OPEN = 16_384;

    /** Memory that open batches may take. */
    static final long MAX_BYTES = 64 << 20;

    private final String sensor;
    private final CaptureConfig config;
    private final long linger;
    private final RecordSink sink;
    private final BufferPool pool;
    private final Map<FlowKey, OpenBatch> byFlow = new HashMap<>();
    private final RelatedFlows related = new RelatedFlows();
    private OpenBatch oldest;
    private OpenBatch newest;
    private int pass;
    private long bytes;
    private long sent;
    private long sentEarly;

    OpenBatches(String sensor, CaptureConfig config, RecordSink sink, BufferPool pool) {
        this.sensor = sensor;
        this.config = config;
        this.linger = config.linger().toNanos();
        this.sink = sink;
        this.pool = pool;
    }

    /** The hosts between which connections announce others. */
    List<Long> relatedHosts() {
        return related.hosts();
    }

    /** Adds hosts that are known from before. */
    void restoreRelated(List<Long> hosts) {
        related.restore(hosts);
    }

    /** The next packets are of this pass of the sensor's clock. */
    void inPass(int pass) {
        this.pass = pass;
    }

    /** Adds a packet to its flow's batch. Both arguments may be used again afterwards. */
    void add(FlowKey flow, Packet packet) {
        OpenBatch batch = byFlow.get(flow);
        if (batch == null) {
            batch = open(flow);
        } else if (!batch.takes(packet, pass, config.batchBytes())) {
            send(batch);
            unlink(batch);
            batch.clear();
            link(batch);
        }
        OpenBatch before = related.before(batch);
        if (before != null) {
            close(before);
        }
        bytes -= batch.footprint();
        batch.add(packet, pass);
        bytes += batch.footprint();
        while (bytes > MAX_BYTES || byFlow.size() > MAX_OPEN) {
            sentEarly++;
            sendOldest();
        }
    }

    private OpenBatch open(FlowKey flow) {
        int partition = config.partitioning().partition(sensor, flow, sink.partitions());
        OpenBatch batch = new OpenBatch(flow.copy(), flow.encode(sensor), partition, pool);
        byFlow.put(batch.flow, batch);
        bytes += batch.footprint();
        link(batch);
        return batch;
    }

    /**
     * Sends the batches that were opened a linger away from this time, in either direction: when a clock is set back, batches from before
     * must not wait until it reaches their time again.
     */
    void sendExpired(long time) {
        while (oldest != null && Math.abs(time - oldest.firstTime()) >= linger) {
            sendOldest();
        }
    }

    /** Sends the batches that hold a packet older than this time. */
    void sendOlder(long time) {
        OpenBatch batch = oldest;
        while (batch != null) {
            OpenBatch newer = batch.newer;
            if (batch.earliest() < time) {
                close(batch);
            }
            batch = newer;
        }
    }

    void sendAll() {
        while (oldest != null) {
            sendOldest();
        }
    }

    private void sendOldest() {
        close(oldest);
    }

    private void close(OpenBatch batch) {
        send(batch);
        related.left(batch);
        byFlow.remove(batch.flow);
        unlink(batch);
        bytes -= batch.footprint();
        batch.release();
    }

    private void send(OpenBatch batch) {
        sink.send(batch.partition, batch.key, batch.batch(sensor));
        sent++;
    }

    private void link(OpenBatch batch) {
        batch.older = newest;
        batch.newer = null;
        if (newest == null) {
            oldest = batch;
        } else {
            newest.newer = batch;
        }
        newest = batch;
    }

    private void unlink(OpenBatch batch) {
        if (batch.older == null) {
            oldest = batch.newer;
        } else {
            batch.older.newer = batch.newer;
        }
        if (batch.newer == null) {
            newest = batch.older;
        } else {
            batch.newer.older = batch.older;
        }
    }

    /** Batches sent so far. */
    long sent() {
        return sent;
    }

    /** Batches sent before their time, because a bound was passed. */
    long sentEarly() {
        return sentEarly;
    }

    int open() {
        return byFlow.size();
    }

    /** The memory that open batches take. */
    long bytes() {
        return bytes;
    }
}
