package io.brook.capture.run;

import io.brook.capture.CaptureConfig;
import io.brook.capture.batch.BufferPool;
import io.brook.capture.batch.FlowBatcher;
import io.brook.capture.kafka.CommitPace;
import io.brook.capture.kafka.KafkaSink;
import io.brook.capture.kafka.PublishException;
import io.brook.capture.kafka.ShuntListener;
import io.brook.capture.resume.SensorLives;
import io.brook.capture.resume.SensorRecords;
import io.brook.capture.source.PacketSource.Next;
import io.brook.capture.source.SourceException;
import io.brook.capture.spool.SpoolConfig;
import io.brook.capture.spool.SpoolPosition;
import io.brook.capture.spool.SpoolSource;
import io.brook.capture.trim.ShuntedFlows;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.record.SpoolProgress;
import io.brook.schemas.subject.SensorName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a spool's files as one sensor's traffic. Everything is written in transactions, together with how far each link has been
 * read and the state to go on from there: when a process is killed, the next one goes on at the packet after the last one that was
 * committed. Files are put away only after that.
 */
public final class SpoolCapture {
    /** How often in a row something is tried before its failure is reported. */
    private static final int ATTEMPTS = 3;

    private static final long PAUSE = Duration.ofMillis(50).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(SpoolCapture.class);

    private final Map<String, Object> kafka;
    private final CaptureConfig config;
    private final SpoolConfig spool;
    private final String node;
    private final String sensor;
    private final Consumer<String> say;
    private final SpoolCounters counters = new SpoolCounters();
    private volatile boolean ending;
    private int failures;

    private KafkaSink sink;
    private int life;
    private SensorRecords records;
    private long recordsBefore;
    /** Null where workers are not listened to. */
    private ShuntListener workers;

    private FlowBatcher batcher;
    private boolean ended;
    /** How many of the source's packets have been committed. */
    private long committed;

    /**
     * @param kafka the producer's connection settings, such as bootstrap.servers
     * @param config how packets are batched
     * @param node the name of this process, which it keeps when it is restarted
     * @param say takes a line about each file that cannot be read, and each link that is not waited for
     */
    public SpoolCapture(
            Map<String, Object> kafka,
            CaptureConfig config,
            SpoolConfig spool,
            String node,
            String sensor,
            Consumer<String> say) {
        this.kafka = kafka;
        this.config = config;
        this.spool = spool;
        this.node = node;
        this.sensor = sensor;
        this.say = say;
    }

    /**
     * Publishes until {@link #end} is called, or until no files are left if that is the end. Resumes where Kafka has it.
     *
     * @param listener is told before each packet
     * @throws SourceException when a directory cannot be read, or a file cannot be put away
     * @throws PublishException when Kafka does not accept it, or the sensor was begun with other settings or with traces
     */
    public void run(CaptureListener listener) throws SourceException {
        failures = 0;
        while (true) {
            try (KafkaSink opened = new KafkaSink(kafka, node, new CommitPace(CommitPace.INTERVAL, CommitPace.BYTES))) {
                sink = opened;
                publish(listener);
                return;
            } catch (PublishException e) {
                failures++;
                if (!e.isPassing() || !sink.isConnected() || failures == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("{}; going on from the last commit", e.getMessage());
            }
        }
    }

    private void publish(CaptureListener listener) throws SourceException {
        Optional<CaptureProgress> told = sink.progress(sensor);
        Optional<CaptureProgress> begun = told.filter(SensorLives::isBegun);
        if (begun.isPresent()) {
            check(begun.get());
        }
        life = told.map(CaptureProgress::getLife).orElse(1);
        CaptureProgress from = begun.orElseGet(this::nothing);
        recordsBefore = from.getRecords();
        records = new SensorRecords(sensor, sink, 0, 0);
        String known = SensorName.inRecords(sensor, life);
        batcher = new FlowBatcher(known, config, records, new BufferPool(), from);
        SpoolProgress at = from.getSpool();
        SpoolPosition position = new SpoolPosition(at.getLinks(), at.getDuplicates(), at.getSeen());
        ShuntedFlows named = config.shunt() ? new ShuntedFlows(config.ignoreChecksums()) : null;
        try (SpoolSource source = new SpoolSource(spool, position, say);
                ShuntListener listening = named == null ? null : new ShuntListener(kafka, known, named)) {
            workers = listening;
            batcher.leaveOut(named);
            publish(source, listener);
        }
    }

    private void publish(SpoolSource source, CaptureListener listener) throws SourceException {
        counters.begin(batcher.packets());
        committed = 0;
        long recordsSeen = 0;
        while (!ending) {
            Next next = source.next();
            if (next == Next.PACKET) {
                listener.next(batcher.packets());
                batcher.add(source.packet());
            } else if (next == Next.END) {
                batcher.end();
                ended = true;
                sink.tell(batcher.ended());
                checkpoint(source, true);
                return;
            }
            if (next == Next.NOTHING_YET || records.count() != recordsSeen) {
                recordsSeen = records.count();
                checkpointIfDue(source, next == Next.NOTHING_YET);
            }
        }
        checkpoint(source, true);
    }

    /** When idle, also commits packets that are not in a record yet, because files may be complete with them. */
    private void checkpointIfDue(SpoolSource source, boolean idle) throws SourceException {
        boolean last = idle && source.counters().received() > committed;
        if (sink.isCommitDue() || last) {
            checkpoint(source, last);
        } else if (idle) {
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** @param last whether nothing may come for a while */
    private void checkpoint(SpoolSource source, boolean last) throws SourceException {
        if (workers != null) {
            workers.check();
        }
        SpoolPosition position = source.position();
        SpoolProgress at = batcher.checkpoint(position);
        CaptureProgress progress = progress(at);
        if (SensorLives.isBegun(progress)) {
            sink.tell(progress);
            if (last) {
                sink.settle();
            }
            sink.commit();
            failures = 0;
        }
        source.committed();
        committed = source.counters().received();
        counters.committed(batcher.packets(), batcher.newestTime(), position.duplicates(), batcher.shuntCounters());
    }

    private CaptureProgress progress(SpoolProgress at) {
        return new CaptureProgress(
                sensor,
                settings(),
                List.of(),
                recordsBefore + records.count(),
                0,
                batcher.packets(),
                batcher.bytes(),
                ended,
                List.of(),
                batcher.newestTime(),
                life,
                at);
    }

    private CaptureProgress nothing() {
        SpoolProgress at = FlowBatcher.NOTHING;
        return new CaptureProgress(sensor, settings(), List.of(), 0L, 0, 0L, 0L, false, List.of(), 0L, 1, at);
    }

    /** The settings that determine a flow's partition: a connection must stay where it is. */
    private List<String> settings() {
        return List.of(
                "a spool",
                "partitions " + sink.partitions(),
                "partitioning " + config.partitioning().name().toLowerCase(Locale.ROOT));
    }

    private void check(CaptureProgress begun) {
        if (begun.getSpool() == null) {
            throw new PublishException("sensor " + sensor + " is a sensor of traces, which ends with them; use another"
                    + " sensor name for a spool");
        }
        if (begun.getEnded()) {
            throw new PublishException("sensor " + sensor + " has ended, as it was told to when its spool was empty;"
                    + " 'brook sensors forget' lets the name be used again");
        }
        if (!begun.getSettings().equals(settings())) {
            throw new PublishException("sensor " + sensor + " was begun with " + String.join(", ", begun.getSettings())
                    + ", not " + String.join(", ", settings())
                    + "; use the former settings, or publish it as another sensor");
        }
    }

    /** Ends {@link #run} from another thread: what has been read by now is committed. The sensor goes on with the next capture. */
    public void end() {
        ending = true;
    }

    /** What has been done so far. */
    public SpoolCounters counters() {
        return counters;
    }
}
