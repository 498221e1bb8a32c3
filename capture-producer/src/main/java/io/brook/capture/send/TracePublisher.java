package io.brook.capture.send;

import io.brook.capture.CaptureConfig;
import io.brook.capture.source.TraceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Publishes traces to the topic {@code packets}, keyed by flow, and then says that the sensor's input has ended. One instance
 * serves any number of sensors, one after the other; it is not thread-safe.
 */
public final class TracePublisher implements AutoCloseable {
    private final CaptureConfig config;
    private final KafkaSink sink;
    private final BufferPool pool = new BufferPool();

    /**
     * @param kafka the producer's connection settings, such as bootstrap.servers
     * @throws PublishException when Kafka's client refuses the settings
     */
    public TracePublisher(Map<String, Object> kafka, CaptureConfig config) {
        this.config = config;
        sink = new KafkaSink(kafka);
    }

    /**
     * Publishes the traces one after the other as one sensor's traffic, so that connections go on from one to the next, and
     * ends the sensor's input. Returns when Kafka's client has taken everything; {@link #flush} waits until the broker has.
     *
     * @return what was published; a trace that is cut short is published up to the cut, and the report names it
     * @throws TraceException when a trace is missing, empty, unreadable or no trace at all; found before anything is published
     * @throws PublishException when Kafka does not take a record, this sensor's or an earlier one's
     */
    public CaptureReport publish(String sensor, List<Path> traces, CaptureListener listener) throws TraceException {
        try (TraceSequence sequence = TraceSequence.open(traces)) {
            FlowBatcher batcher = new FlowBatcher(sensor, config, sink, pool);
            Pace pace = new Pace(listener);
            while (sequence.next()) {
                listener.next(batcher.packets());
                batcher.add(sequence.packet());
                pace.packet(batcher.packets(), sequence.fileBytes());
            }
            batcher.end();
            listener.progress(batcher.packets(), sequence.fileBytes());
            return new CaptureReport(batcher.packets(), batcher.bytes(), sequence.cuts(), batcher.counters());
        }
    }

    /**
     * Waits until the broker has everything that was published.
     *
     * @throws PublishException when it did not take all of it
     */
    public void flush() {
        sink.flush();
    }

    /**
     * Waits as {@link #flush} does, and closes the connection.
     *
     * @throws PublishException when a record was refused and no one has been told yet
     */
    @Override
    public void close() {
        sink.close();
    }
}
