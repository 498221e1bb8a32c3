package io.brook.capture.send;

import io.brook.capture.CaptureConfig;
import io.brook.capture.source.TraceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Publishes traces to the topic {@code packets}, keyed by flow, and then says that the sensor's input has ended. */
public final class TracePublisher implements AutoCloseable {
    /** @param kafka the producer's connection settings, such as bootstrap.servers */
    public TracePublisher(Map<String, Object> kafka, CaptureConfig config) {
        throw new UnsupportedOperationException();
    }

    /**
     * Publishes the traces one after the other as one sensor's traffic, so that connections go on from one to the next, and
     * ends the sensor's input.
     *
     * @return what was published; a trace that is cut short is published up to the cut, and the report names it
     * @throws TraceException when a trace is missing, empty, unreadable or no trace at all; found before anything is published
     */
    public CaptureReport publish(String sensor, List<Path> traces, CaptureListener listener) throws TraceException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
