package io.brook.capture.run;

import io.brook.capture.CaptureConfig;
import io.brook.capture.batch.BufferPool;
import io.brook.capture.kafka.CommitPace;
import io.brook.capture.kafka.KafkaSink;
import io.brook.capture.kafka.PublishException;
import io.brook.capture.resume.CaptureIdentity;
import io.brook.capture.resume.SensorLives;
import io.brook.capture.run.CaptureReport.Outcome;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceSequence;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.subject.SensorName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes traces to the topic {@code packets}, keyed by flow, and then the end of the sensor's input. One instance serves any number
 * of sensors, one after the other; it is not thread-safe.
 *
 * <p>Everything is written in transactions, together with how far each sensor has come. So after a kill, the next process neither
 * repeats nor omits anything; and this one resumes in the same way when Kafka has refused a transaction for a reason that passes. A
 * sensor belongs to one node, and a node's name to one process.
 */
public final class TracePublisher implements AutoCloseable {
    /** How often in a row something is tried before its failure is reported. */
    private static final int ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(TracePublisher.class);

    /** A step that is repeated after a failure, with everything before it. */
    @FunctionalInterface
    private interface Step<T> {
        T take(boolean again) throws TraceException;
    }

    private final CaptureConfig config;
    private final Supplier<KafkaSink> sinks;
    private final BufferPool pool = new BufferPool();

    /** What was published since the last flush; repeating it does no harm if it has been committed. */
    private final List<Step<CaptureReport>> published = new ArrayList<>();

    private volatile KafkaSink sink;
    private volatile TraceSequence reading;
    private volatile boolean stopped;

    /**
     * @param kafka the producer's connection settings, such as bootstrap.servers
     * @param node the name of this process, which it keeps when it is restarted, to take over from its predecessor
     * @throws PublishException when Kafka's client refuses the settings
     */
    public TracePublisher(Map<String, Object> kafka, CaptureConfig config, String node) {
        this(config, () -> new KafkaSink(kafka, node, new CommitPace(CommitPace.INTERVAL, CommitPace.BYTES)));
    }

    TracePublisher(CaptureConfig config, Supplier<KafkaSink> sinks) {
        this.config = config;
        this.sinks = sinks;
        sink = sinks.get();
    }

    /**
     * Publishes the traces one after the other as one sensor's traffic, so that connections go on from one to the next, and
     * ends the sensor's input. If Kafka has a part of it, from an interrupted run, publishes the rest; if it has everything, nothing.
     * Returns when Kafka's client has taken everything; {@link #flush} commits it.
     *
     * @return what Kafka then has of the sensor; a truncated trace is published as far as it goes, and the report names it
     * @throws TraceException when a trace is missing, empty, unreadable or not a trace; found before anything is published
     * @throws PublishException when no sensor may be called so; when Kafka does not take a record, this sensor's or an earlier
     *     one's; when it has a part of this sensor that was made of other traces or with other settings; or when the rest would
     *     have to be read from a named pipe
     */
    public CaptureReport publish(String sensor, List<Path> traces, CaptureListener listener) throws TraceException {
        SensorName.fault(sensor).ifPresent(fault -> {
            throw new PublishException("cannot publish as sensor " + fault);
        });
        Step<CaptureReport> step = again -> publish(sensor, traces, listener, again);
        CaptureReport report = recovering(step);
        published.add(step);
        return report;
    }

    private CaptureReport publish(String sensor, List<Path> traces, CaptureListener listener, boolean again)
            throws TraceException {
        try (TraceSequence sequence = TraceSequence.open(traces)) {
            reading = sequence;
            if (stopped) {
                sequence.stop();
            }
            Optional<CaptureProgress> told = sink.progress(sensor);
            int life = told.map(CaptureProgress::getLife).orElse(1);
            Optional<CaptureProgress> begun = told.filter(SensorLives::isBegun);
            CaptureIdentity identity = CaptureIdentity.of(config, sink.partitions(), traces);
            if (begun.isPresent()) {
                identity.check(begun.get(), traces);
                if (begun.get().getEnded()) {
                    return CaptureReport.complete(begun.get());
                }
            } else if (again) {
                CaptureIdentity.checkReadable(sensor, traces);
            }
            sequence.openReadOnce();
            Outcome outcome = begun.isPresent() ? Outcome.RESUMED : Outcome.PUBLISHED;
            return new SensorCapture(sensor, life, config, sink, pool, identity, begun)
                    .run(sequence, listener, outcome);
        }
    }

    /**
     * Stops reading, as if the traces had no more packets: their sensor ends, and so do those that are published afterwards. From any
     * thread.
     */
    public void stop() {
        stopped = true;
        TraceSequence current = reading;
        if (current != null) {
            current.stop();
        }
    }

    /** Interrupts publishing while it waits for packets: what has been committed stays, and no sensor ends. From any thread. */
    public void abandon() {
        TraceSequence current = reading;
        if (current != null) {
            current.abandon();
        }
    }

    /**
     * Commits everything that was published, and returns when readers may have it.
     *
     * @throws PublishException when the broker did not take all of it
     */
    public void flush() {
        try {
            recovering(again -> {
                sink.commit();
                return null;
            });
        } catch (TraceException e) {
            throw new PublishException(e.getMessage(), e, false);
        }
        published.clear();
    }

    private <T> T recovering(Step<T> step) throws TraceException {
        for (int attempt = 1; ; attempt++) {
            try {
                if (attempt > 1) {
                    resume();
                }
                return step.take(attempt > 1);
            } catch (PublishException e) {
                if (!e.isPassing() || !sink.isConnected() || attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("{}; going on from the last commit", e.getMessage());
            }
        }
    }

    /** Does what a restarted process does. */
    private void resume() throws TraceException {
        sink.close();
        sink = sinks.get();
        for (Step<CaptureReport> step : published) {
            step.take(true);
        }
    }

    /** Closes the connection. What was not committed by then is as if it had never been published: see {@link #flush}. */
    @Override
    public void close() {
        sink.close();
    }
}
