package io.brook.deploy.node;

import io.brook.capture.CaptureConfig;
import io.brook.capture.send.CaptureReport;
import io.brook.capture.send.TracePublisher;
import io.brook.capture.source.TraceException;
import java.nio.file.Path;
import java.util.List;

/** Publishes one sensor's traces. */
public final class CaptureNode implements AutoCloseable {
    /** A pace that no machine reaches. */
    public static final int NO_LIMIT = 1_000_000_000;

    private final TracePublisher publisher;
    private final String sensor;
    private final int pace;

    /**
     * @param node the name of this process, which it has again when it is started anew
     * @param sensor the sensor's name
     * @param pace packets in a second, at most
     */
    public CaptureNode(KafkaCluster kafka, CaptureConfig config, String node, String sensor, int pace) {
        this.sensor = sensor;
        this.pace = pace;
        publisher = new TracePublisher(kafka.client(), config, node);
    }

    /**
     * Publishes the traces, and returns when Kafka has all of it.
     *
     * @throws TraceException when a trace cannot be read
     */
    public CaptureReport publish(List<Path> traces) throws TraceException {
        CaptureReport report = publisher.publish(sensor, traces, new ReplayPace(pace));
        publisher.flush();
        return report;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
