package io.brook.capture.send;

import io.brook.capture.CaptureConfig;
import io.brook.capture.send.CaptureReport.Outcome;
import io.brook.capture.source.TraceException;
import io.brook.schemas.progress.CaptureProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes traces to the topic {@code packets}, keyed by flow, and then says that the sensor's input has ended. One instance
 * serves any number of sensors, one after the other; it is not thread-safe.
 *
 * <p>All is written in transactions, together with how far each sensor has come: what a process that was killed had committed is
 * not published again by the next one, nor anything left out. A sensor belongs to one node, and a node's name to one process.
 */
public final class TracePublisher implements AutoCloseable {
    private final CaptureConfig config;
    private final KafkaSink sink;
    private final BufferPool pool = new BufferPool();

    /**
     * @param kafka the producer's connection settings, such as bootstrap.servers
     * @param node the name of this process, which it has again when it is started anew: it takes over from the one before
     * @throws PublishException when Kafka's client refuses the settings
     */
    public TracePublisher(Map<String, Object> kafka, CaptureConfig config, String node) {
        this(config, new KafkaSink(kafka, node, new CommitPace(CommitPace.INTERVAL, CommitPace.BYTES)));
    }

    TracePublisher(CaptureConfig config, KafkaSink sink) {
        this.config = config;
        this.sink = sink;
    }

    /**
     * Publishes the traces one after the other as one sensor's traffic, so that connections go on from one to the next, and
     * ends the sensor's input. Where Kafka has a part of it, from a run that was broken off, publishes the rest; where it has all
     * of it, nothing. Returns when Kafka's client has taken everything; {@link #flush} commits it.
     *
     * @return what Kafka has of the sensor then; a trace that is cut short is published up to the cut, and the report names it
     * @throws TraceException when a trace is missing, empty, unreadable or no trace at all; found before anything is published
     * @throws PublishException when Kafka does not take a record, this sensor's or an earlier one's; when it has a part of this
     *     sensor that was made of other traces or with other settings; or when the rest would have to be read from a named pipe
     */
    public CaptureReport publish(String sensor, List<Path> traces, CaptureListener listener) throws TraceException {
        try (TraceSequence sequence = TraceSequence.open(traces)) {
            Optional<CaptureProgress> begun = sink.progress(sensor);
            CaptureIdentity identity = CaptureIdentity.of(config, sink.partitions(), traces);
            if (begun.isPresent()) {
                identity.check(begun.get(), traces);
                if (begun.get().getEnded()) {
                    return CaptureReport.complete(begun.get());
                }
            }
            Outcome outcome = begun.isPresent() ? Outcome.RESUMED : Outcome.PUBLISHED;
            return new SensorCapture(sensor, config, sink, pool, identity, begun).run(sequence, listener, outcome);
        }
    }

    /**
     * Commits everything that was published, and returns when readers may have it.
     *
     * @throws PublishException when the broker did not take all of it
     */
    public void flush() {
        sink.commit();
    }

    /** Closes the connection. What was not committed by then is as if it had never been published: see {@link #flush}. */
    @Override
    public void close() {
        sink.close();
    }
}
