package io.brook.capture.run;

import io.brook.capture.CaptureConfig;
import io.brook.capture.batch.BufferPool;
import io.brook.capture.batch.FlowBatcher;
import io.brook.capture.kafka.KafkaSink;
import io.brook.capture.resume.CaptureIdentity;
import io.brook.capture.resume.SensorRecords;
import io.brook.capture.source.TraceSequence;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.subject.SensorName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Publishes one sensor's traces: reads them from their beginning, and sends what Kafka does not have yet. Transactions end between two
 * packets, where the number of records is all that has to be remembered.
 */
final class SensorCapture {
    private final String sensor;
    private final int life;
    private final KafkaSink sink;
    private final CaptureIdentity identity;
    private final SensorRecords records;
    private final FlowBatcher batcher;
    private long recordsSeen;
    private boolean ended;

    /**
     * @param life which use of the sensor's name this is
     * @param begun how much of it Kafka has, if any
     */
    SensorCapture(
            String sensor,
            int life,
            CaptureConfig config,
            KafkaSink sink,
            BufferPool pool,
            CaptureIdentity identity,
            Optional<CaptureProgress> begun) {
        this.sensor = sensor;
        this.life = life;
        this.sink = sink;
        this.identity = identity;
        long committed = begun.map(CaptureProgress::getRecords).orElse(0L);
        int checksum = begun.map(CaptureProgress::getChecksum).orElse(0);
        records = new SensorRecords(sensor, sink, committed, checksum);
        batcher = new FlowBatcher(SensorName.inRecords(sensor, life), config, records, pool);
    }

    /** Publishes the rest of the traces. Parts that could not be read are left out and named in the report. */
    CaptureReport run(TraceSequence traces, CaptureListener listener, CaptureReport.Outcome outcome) {
        Pace pace = new Pace(listener);
        CommitTimer timer = identity.isReadOnce() ? CommitTimer.start(this::commitIfDue) : CommitTimer.NONE;
        try {
            while (traces.next()) {
                if (records.haveBegun()) {
                    listener.next(batcher.packets());
                }
                add(traces);
                pace.packet(batcher.packets(), traces.fileBytes());
            }
            if (Thread.currentThread().isInterrupted()) {
                // The interrupt has closed the input, which is not its end.
                throw new CancellationException("interrupted after " + batcher.packets() + " packets");
            }
            listener.end(batcher.packets(), identity.isReadOnce());
            end(traces.cuts());
        } finally {
            timer.close();
            sink.breakOff();
        }
        listener.progress(batcher.packets(), traces.fileBytes());
        return new CaptureReport(batcher.packets(), batcher.bytes(), traces.cuts(), batcher.counters(), outcome);
    }

    private synchronized void add(TraceSequence traces) {
        batcher.add(traces.packet());
        if (records.count() != recordsSeen) {
            recordsSeen = records.count();
            commitIfDue();
        }
    }

    private synchronized void commitIfDue() {
        if (!ended && sink.isCommitDue()) {
            if (records.haveBegun()) {
                sink.tell(progress(List.of()));
            }
            sink.commit();
        }
    }

    /** Other sensors may follow in the same transaction. */
    private synchronized void end(List<String> cuts) {
        batcher.end();
        records.end();
        ended = true;
        sink.tell(batcher.ended());
        sink.tell(progress(cuts));
        if (sink.isCommitDue()) {
            sink.commit();
        }
    }

    private CaptureProgress progress(List<String> cuts) {
        return new CaptureProgress(
                sensor,
                identity.settings(),
                identity.traces(),
                records.count(),
                records.checksum(),
                batcher.packets(),
                batcher.bytes(),
                ended,
                cuts,
                batcher.newestTime(),
                life,
                null);
    }
}
