package io.brook.deploy.node;

import io.brook.capture.CaptureConfig;
import io.brook.capture.TapConfig;
import io.brook.capture.batch.ShuntCounters;
import io.brook.capture.kafka.TapCounters;
import io.brook.capture.run.TapCapture;
import io.brook.capture.run.TapReport;
import io.brook.capture.source.PacketSource;
import io.brook.deploy.cluster.Figures;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.metrics.Monitor;
import io.brook.deploy.metrics.Readings;
import io.brook.schemas.record.TapState;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Publishes the traffic of one tap until it is closed. */
public final class TapNode implements AutoCloseable {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Half of this time is for sending what waits. */
    private static final int CLOSE_TIMEOUT_S = 25;

    private final TapCapture capture;
    private final PacketSource source;
    private final TapState ending;
    private final Consumer<String> say;
    private final Ownership owned;
    private final Semaphore publishing = new Semaphore(1);

    private TapNode(
            KafkaCluster kafka,
            CaptureConfig config,
            TapConfig tap,
            PacketSource source,
            TapState ending,
            Consumer<String> say) {
        this.say = say;
        this.source = source;
        this.ending = ending;
        owned = new Ownership(kafka.client(), Ownership.TAP, Ownership.tap(tap.tap(), tap.sensor()));
        capture = new TapCapture(kafka.client(), config, tap);
    }

    /**
     * Makes sure that no other living process is the same tap.
     *
     * @param source is closed at the end
     * @param closesConnections whether connections that are open at the end are closed, rather than left open for the next
     *     capture of that sensor
     * @param say takes a line at the end
     * @throws RunException when one is
     */
    public static TapNode open(
            KafkaCluster kafka,
            CaptureConfig config,
            TapConfig tap,
            PacketSource source,
            boolean closesConnections,
            Consumer<String> say)
            throws RunException, InterruptedException {
        TapState ending = closesConnections ? TapState.CLOSED : TapState.LEFT;
        TapNode node = new TapNode(kafka, config, tap, source, ending, say);
        try {
            node.owned.await();
            return node;
        } catch (RunException | InterruptedException e) {
            source.close();
            node.owned.close();
            throw e;
        }
    }

    /** Publishes until {@link #close}, or until there is nothing more. */
    public TapReport run() throws Exception {
        publishing.acquireUninterruptibly();
        try {
            return capture.run(source);
        } finally {
            TapCounters done = capture.counters();
            say.accept(String.format(
                    Locale.ROOT,
                    "captured %,d packets (%,.1f MB), published %,d, without %,.1f MB that no analysis needs of %,d flows;"
                            + " dropped %,d in the kernel, %,d in the interface, %,d for lack of buffer",
                    done.packets(),
                    done.bytes() / 1e6,
                    done.sent(),
                    done.shunted().bytes() / 1e6,
                    done.shunted().everShunted(),
                    done.droppedByKernel(),
                    done.droppedByInterface(),
                    done.droppedByBuffer()));
            publishing.release();
        }
    }

    /** Completes when it captures packets. */
    public CompletableFuture<Void> ready() {
        return capture.ready();
    }

    /** Registers it for metrics and health. */
    public void observe(Monitor monitor) {
        monitor.add(into -> read(capture.counters(), into));
        monitor.health().readyWhen(() -> ready().isDone());
    }

    /** Reads the counters of a tap; from any thread. */
    public static void read(TapCounters tap, Readings into) {
        into.put(Measure.CAPTURE_PACKETS, tap.sent());
        into.put(Measure.CAPTURE_BYTES, tap.bytes());
        into.put(Measure.CAPTURE_LINK, tap.received() + tap.droppedByInterface());
        into.put(Measure.CAPTURE_DROPPED, tap.droppedByKernel(), "kernel");
        into.put(Measure.CAPTURE_DROPPED, tap.droppedByInterface(), "interface");
        into.put(Measure.CAPTURE_DROPPED, tap.droppedByBuffer(), "buffer");
        into.put(Measure.CAPTURE_LAG, tap.lag() / NANOS);
        read(tap.shunted(), into);
    }

    /** Reads what a capture has left out because workers have said so; from any thread. */
    static void read(ShuntCounters shunted, Readings into) {
        into.put(Measure.SHUNTED_FLOWS, shunted.flows());
        into.put(Measure.SHUNTED_PACKETS, shunted.packets());
        into.put(Measure.SHUNTED_BYTES, shunted.bytes());
    }

    /** How it is doing. */
    public Figures figures() {
        TapCounters now = capture.counters();
        return new Figures(Map.of("packets", now.packets(), "dropped", now.dropped()), OptionalLong.empty());
    }

    /** Publishes the packets that have arrived, announces that the tap leaves, and returns when Kafka has all of it. */
    @Override
    public void close() {
        capture.end(ending);
        try {
            publishing.tryAcquire(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        owned.close();
    }
}
