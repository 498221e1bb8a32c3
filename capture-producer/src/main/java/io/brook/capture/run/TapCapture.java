package io.brook.capture.run;

import io.brook.capture.CaptureConfig;
import io.brook.capture.TapConfig;
import io.brook.capture.batch.BufferPool;
import io.brook.capture.batch.FlowBatcher;
import io.brook.capture.kafka.CommittedProgress;
import io.brook.capture.kafka.PublishException;
import io.brook.capture.kafka.ShuntListener;
import io.brook.capture.kafka.TapCounters;
import io.brook.capture.kafka.TapSink;
import io.brook.capture.source.PacketSource;
import io.brook.capture.source.PacketSource.Next;
import io.brook.capture.source.SourceException;
import io.brook.capture.trim.ShuntedFlows;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.record.TapState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes a source's packets to the topic {@code packets} as they come, keyed by flow, and reports every {@link TapConfig#PROGRESS}
 * how far they have come, also while there are none. This is where the clock enters, so that no later stage needs one.
 *
 * <p>Traffic does not wait. Packets for which the kernel, the interface or Kafka have no room are lost and counted.
 */
public final class TapCapture {
    /** How long to wait for packets when there are none. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    /** How long a fragment without the first one of its packet may hold up everything else; it waits longer itself. */
    private static final long MOST_HELD = TimeUnit.SECONDS.toNanos(2);

    /** How long packets are still read that came before the end but were not available yet. */
    private static final long REST = TimeUnit.SECONDS.toNanos(2);

    /** How long Kafka may take for the records that wait at the end. */
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final Map<String, Object> kafka;
    private final CaptureConfig config;
    private final TapConfig tap;
    private final TapCounters counters = new TapCounters();
    private final byte[] key;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile TapState ending;
    private TapSink sink;
    /** Null where workers are not listened to. */
    private ShuntListener workers;

    private FlowBatcher batcher;
    private PacketSource source;
    private long told = Long.MIN_VALUE;

    /**
     * @param kafka the producer's connection settings, such as bootstrap.servers
     * @param config how packets are batched
     */
    public TapCapture(Map<String, Object> kafka, CaptureConfig config, TapConfig tap) {
        this.kafka = kafka;
        this.config = config;
        this.tap = tap;
        key = tap.sensor().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Publishes until the source ends or {@link #end} is called. May be called once.
     *
     * @param from is closed at the end
     * @throws SourceException when the source fails
     * @throws PublishException when Kafka refuses what is sent
     * @throws InterruptedException when it is interrupted; what was not sent by then is lost
     */
    public TapReport run(PacketSource from) throws SourceException, InterruptedException {
        source = from;
        try (from) {
            publish();
        }
        return new TapReport(counters, batcher.counters());
    }

    private void publish() throws SourceException, InterruptedException {
        if (CommittedProgress.read(kafka).containsKey(tap.sensor())) {
            throw new PublishException("sensor " + tap.sensor()
                    + " is a sensor of traces, which ends with them; use another sensor name for live traffic");
        }
        ShuntedFlows named = config.shunt() ? new ShuntedFlows(config.ignoreChecksums()) : null;
        try (TapSink opened = new TapSink(kafka, tap, counters);
                ShuntListener listening = named == null ? null : new ShuntListener(kafka, tap.sensor(), named)) {
            sink = opened;
            workers = listening;
            batcher = FlowBatcher.ofTap(tap.sensor(), config, sink, new BufferPool());
            batcher.leaveOut(named);
            tell(TapState.RUNNING, source.settled());
            ready.complete(null);
            takeAll();
            batcher.sendAll();
            count();
            TapState state = ending == null ? TapState.ENDED : ending;
            tell(state, batcher.newestTime());
            sink.drain(DRAIN);
            sink.check();
        }
    }

    private void takeAll() throws SourceException, InterruptedException {
        long nextTell = System.nanoTime();
        long end = Long.MAX_VALUE;
        long last = Long.MAX_VALUE;
        while (true) {
            Next next = source.next();
            if (next == Next.PACKET) {
                batcher.add(source.packet());
            } else if (next == Next.END) {
                return;
            }
            long now = System.nanoTime();
            if (now - nextTell >= 0) {
                nextTell = now + TapConfig.PROGRESS.toNanos();
                tellRunning(next);
            }
            if (ending != null && end == Long.MAX_VALUE) {
                end = now + REST;
                last = now();
            }
            if (end != Long.MAX_VALUE && (now - end >= 0 || source.settled() >= last)) {
                return;
            }
            if (next == Next.NOTHING_YET) {
                batcher.settle(source.settled());
                pause();
            }
        }
    }

    private static void pause() throws InterruptedException {
        LockSupport.parkNanos(PAUSE);
        if (Thread.interrupted()) {
            throw new InterruptedException("capture was interrupted");
        }
    }

    private void tellRunning(Next next) {
        sink.check();
        if (workers != null) {
            workers.check();
        }
        count();
        counters.lag(next == Next.PACKET ? Math.max(0, now() - source.packet().time()) : 0);
        long settled = source.settled();
        if (settled != Long.MIN_VALUE) {
            tell(TapState.RUNNING, Math.min(settled, Math.max(batcher.earliestHeld(), settled - MOST_HELD)));
        }
    }

    private void count() {
        counters.taken(batcher.packets(), batcher.bytes());
        counters.source(source.counters());
        counters.shunted(batcher.shuntCounters());
    }

    private void tell(TapState state, long time) {
        told = Math.max(told, time);
        batcher.reach(told);
        for (int i = 0; i < sink.partitions(); i++) {
            TapProgress progress = new TapProgress(
                    tap.sensor(),
                    tap.tap(),
                    i,
                    sink.partitions(),
                    told,
                    tap.patience().toNanos(),
                    state,
                    counters.packets(),
                    counters.bytes(),
                    counters.dropped(),
                    counters.received(),
                    counters.lag());
            sink.send(i, key, progress);
        }
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    /**
     * Ends {@link #run} from another thread: packets that have arrived are still published.
     *
     * @param state what happens to open connections: {@link TapState#LEFT}, {@link TapState#CLOSED} or {@link TapState#ENDED}
     */
    public void end(TapState state) {
        ending = state;
    }

    /** Completes when Kafka answers and packets are captured. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    /** The counters so far, updated every {@link TapConfig#PROGRESS}. */
    public TapCounters counters() {
        return counters;
    }
}
