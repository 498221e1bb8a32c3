package io.brook.deploy.node;

import io.brook.capture.CaptureConfig;
import io.brook.capture.run.CaptureReport;
import io.brook.capture.run.TracePublisher;
import io.brook.capture.source.TraceException;
import io.brook.deploy.cluster.Figures;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.metrics.Monitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes one sensor's traces. */
public final class CaptureNode implements AutoCloseable {
    /** A rate that no machine reaches. */
    public static final int NO_LIMIT = 1_000_000_000;

    private static final int CLOSE_TIMEOUT_S = 10;
    private static final Logger LOG = LoggerFactory.getLogger(CaptureNode.class);

    private final KafkaCluster kafka;
    private final CaptureConfig config;
    private final Identity identity;
    private final int pace;
    private final AtomicLong published = new AtomicLong();
    private final Semaphore publishing = new Semaphore(1);
    private final List<Ownership> owned;
    private volatile TracePublisher current;
    private volatile boolean closing;

    /**
     * Who captures.
     *
     * @param node the name of this process, which it keeps when it is restarted
     * @param sensor the sensor's name
     * @param timeout how long readers wait for it when it has died and does not come back
     */
    public record Identity(String node, String sensor, Duration timeout) {
        /** Whoever takes over a node's transactions, or a sensor's records, fences the previous owner. */
        List<Ownership> claim(KafkaCluster kafka) {
            return List.of(
                    new Ownership(kafka.client(), Ownership.SENSOR, sensor),
                    new Ownership(kafka.client(), "node", node));
        }

        Map<String, Object> producer(KafkaCluster kafka) {
            Map<String, Object> producer = new HashMap<>(kafka.client());
            producer.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) timeout.toMillis());
            return producer;
        }
    }

    private CaptureNode(KafkaCluster kafka, CaptureConfig config, Identity identity, int pace) {
        this.kafka = kafka;
        this.config = config;
        this.identity = identity;
        this.pace = pace;
        owned = identity.claim(kafka);
    }

    /**
     * Makes sure that no other living process captures for the sensor, or has the node's name.
     *
     * @param node the name of this process, which it has again when it is started anew
     * @param sensor the sensor's name
     * @param pace the most packets per second
     * @param timeout how long readers wait for it when it has died and does not come back
     * @throws RunException when one does
     */
    public static CaptureNode open(
            KafkaCluster kafka, CaptureConfig config, String node, String sensor, int pace, Duration timeout)
            throws RunException, InterruptedException {
        CaptureNode opened = new CaptureNode(kafka, config, new Identity(node, sensor, timeout), pace);
        try {
            for (Ownership each : opened.owned) {
                each.await();
            }
            return opened;
        } catch (RunException | InterruptedException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * Publishes those parts of the traces that Kafka does not have yet, and returns when it has all of them.
     *
     * @param say takes a line when the brokers were down for long
     * @throws TraceException when a trace cannot be read
     * @throws Exception when Kafka does not take it
     */
    public CaptureReport publish(List<Path> traces, Consumer<String> say) throws Exception {
        return Retry.untilDone(() -> publish(traces), say);
    }

    private CaptureReport publish(List<Path> traces) throws TraceException {
        publishing.acquireUninterruptibly();
        try (TracePublisher publisher = new TracePublisher(identity.producer(kafka), config, identity.node())) {
            current = publisher;
            CaptureReport report =
                    publisher.publish(identity.sensor(), traces, new ReplayPace(pace, () -> closing, published));
            publisher.flush();
            return report;
        } finally {
            publishing.release();
        }
    }

    /** Registers it for metrics and health. */
    public void observe(Monitor monitor) {
        monitor.add(into -> into.put(Measure.CAPTURE_PACKETS, published.get()));
        monitor.health().readyWhen(() -> !closing);
    }

    /** How it is doing. */
    public Figures figures() {
        return new Figures(Map.of("packets", published.get()), OptionalLong.empty());
    }

    /** Breaks off publishing, and aborts what is not committed, so that nobody waits for it. */
    @Override
    public void close() {
        closing = true;
        TracePublisher publisher = current;
        if (publisher != null) {
            publisher.abandon();
        }
        try {
            if (!publishing.tryAcquire(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
                LOG.warn("the last transaction may remain open: the capture did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        owned.forEach(Ownership::close);
    }
}
