package io.brook.deploy.node;

import io.brook.capture.CaptureConfig;
import io.brook.capture.run.SpoolCapture;
import io.brook.capture.run.SpoolCounters;
import io.brook.capture.spool.SpoolConfig;
import io.brook.deploy.cluster.Figures;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.metrics.Monitor;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Publishes a spool's files as one sensor's traffic, until it is closed or the spool ends. */
public final class SpoolNode implements AutoCloseable {
    private static final int CLOSE_TIMEOUT_S = 20;

    private final SpoolCapture capture;
    private final Consumer<String> say;
    private final int pace;
    private final boolean deduplicates;
    private final List<Ownership> owned;
    private final Semaphore publishing = new Semaphore(1);

    private SpoolNode(
            KafkaCluster kafka,
            CaptureConfig config,
            SpoolConfig spool,
            CaptureNode.Identity identity,
            int pace,
            Consumer<String> say) {
        this.pace = pace;
        deduplicates = spool.deduplicate();
        this.say = say;
        owned = identity.claim(kafka);
        capture = new SpoolCapture(identity.producer(kafka), config, spool, identity.node(), identity.sensor(), say);
    }

    /**
     * Makes sure that no other living process captures for the sensor, or has the node's name.
     *
     * @param pace the most packets per second
     * @param say takes a line about each file that cannot be read
     * @throws RunException when one does
     */
    public static SpoolNode open(
            KafkaCluster kafka,
            CaptureConfig config,
            SpoolConfig spool,
            CaptureNode.Identity identity,
            int pace,
            Consumer<String> say)
            throws RunException, InterruptedException {
        SpoolNode node = new SpoolNode(kafka, config, spool, identity, pace, say);
        try {
            for (Ownership each : node.owned) {
                each.await();
            }
            return node;
        } catch (RunException | InterruptedException e) {
            node.owned.forEach(Ownership::close);
            throw e;
        }
    }

    /** Publishes until {@link #close}, or until no files are left if that is the end; returns what was done. */
    public SpoolCounters run() throws Exception {
        publishing.acquireUninterruptibly();
        try {
            return Retry.untilDone(
                    () -> {
                        capture.run(new ReplayPace(pace, () -> false, new AtomicLong()));
                        return capture.counters();
                    },
                    say);
        } finally {
            publishing.release();
        }
    }

    /** Lets what it does be measured, and its health be known. */
    public void observe(Monitor monitor) {
        monitor.add(into -> {
            into.put(Measure.CAPTURE_PACKETS, capture.counters().packets());
            TapNode.read(capture.counters().shunted(), into);
        });
        monitor.health().readyWhen(() -> publishing.availablePermits() == 0);
    }

    /** How it is doing. */
    public Figures figures() {
        SpoolCounters now = capture.counters();
        OptionalLong reached = now.newest() == 0 ? OptionalLong.empty() : OptionalLong.of(now.newest());
        return new Figures(totals(now), OptionalLong.empty(), reached);
    }

    private Map<String, Long> totals(SpoolCounters now) {
        return deduplicates
                ? Map.of("packets", now.packets(), "duplicates", now.duplicates())
                : Map.of("packets", now.packets());
    }

    /** Commits what has been read, and leaves the sensor open for the next capture. */
    @Override
    public void close() {
        capture.end();
        try {
            publishing.tryAcquire(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        owned.forEach(Ownership::close);
    }
}
