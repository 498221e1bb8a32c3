package io.brook.analysis.hostile;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.engine.EngineCounters;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.schemas.packet.LinkType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Drives storms through an engine, and prints for each what it cost. Ends with status 1 when the engine held more of the heap
 * than it may, or got a well-behaved connection wrong.
 *
 * <pre>
 *   java -Xmx512m -cp ... io.brook.analysis.hostile.HostileTraffic [divisor of the packet counts [part of a storm's name]]
 * </pre>
 */
public final class HostileTraffic {
    private static final long START = TimeUnit.SECONDS.toNanos(1_700_000_000L);
    private static final long PROGRESS = TimeUnit.SECONDS.toNanos(10);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    /** The longest pause that bystanders make. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(100);

    private static final int BYSTANDERS = 200;
    /** Limits take 0.5 of the heap; tables of fixed size and this program the rest. */
    private static final double MAX_SHARE_OF_HEAP = 0.75;

    private final long divisor;
    private final Frame frame = new Frame();
    private boolean failed;

    private HostileTraffic(long divisor) {
        this.divisor = divisor;
    }

    public static void main(String[] args) {
        HostileTraffic run = new HostileTraffic(args.length > 0 ? Long.parseLong(args[0]) : 1);
        System.out.printf(
                "%-40s %10s %8s %9s %9s %11s %8s %9s %9s %11s%n",
                "storm", "packets", "cpu s", "pkt/s", "live MiB", "evicted", "streams", "fragm.", "weirds", "well");
        for (Storm storm : storms()) {
            if (args.length < 2 || storm.name().contains(args[1])) {
                run.drive(storm);
            }
        }
        if (run.failed) {
            System.exit(1);
        }
    }

    private static List<Storm> storms() {
        List<Storm> all = new ArrayList<>(ConnectionStorms.all());
        all.addAll(FragmentStorms.all());
        all.addAll(SegmentStorms.all());
        all.addAll(NestingStorms.all());
        all.addAll(OddityStorms.all());
        return all;
    }

    private void drive(Storm storm) {
        long packets = Math.max(1, storm.packets() / divisor);
        // A long storm keeps its pace when it is cut short, or its connections would not last.
        long span = storm.span() > HOUR ? storm.span() / divisor : storm.span();
        Bystanders bystanders = new Bystanders();
        AnalysisEngine engine = new AnalysisEngine(
                "hostile", storm.ignoreChecksums(), LocalNetworks.PRIVATE, WorkerLimits.ofHeap(), bystanders);
        bystanders.useEngine(engine);
        long began = Cpu.nanos();
        bystanders.begin(START);
        feed(storm, packets, span, engine, bystanders);
        bystanders.end(START + span);
        double seconds = (Cpu.nanos() - began) / 1e9;
        double live = Heap.liveMebibytes();
        engine.end(START + span);
        report(storm, packets, seconds, live, engine.counters(), bystanders);
    }

    private void feed(Storm storm, long packets, long span, AnalysisEngine engine, Bystanders bystanders) {
        Storm.Maker maker = storm.maker().get();
        double interval = (double) span / packets;
        long every = (long) Math.max(1, Math.min(packets / (9.0 * BYSTANDERS), PAUSE / interval));
        long nextProgress = START + PROGRESS;
        for (long i = 0; i < packets; i++) {
            long time = START + (long) (i * interval);
            maker.make(i, frame.clear());
            engine.packet(LinkType.ETHERNET, frame.bytes(), 0, frame.length(), frame.length(), time);
            if (i % every == 0) {
                bystanders.step(time);
            }
            if (storm.advances() && time >= nextProgress) {
                engine.advance(time);
                nextProgress = time + PROGRESS;
            }
        }
    }

    private void report(
            Storm storm, long packets, double seconds, double live, EngineCounters givenUp, Bystanders bystanders) {
        boolean lost = bystanders.loggedWell() < bystanders.finished();
        boolean tooLarge = live > Heap.maxMebibytes() * MAX_SHARE_OF_HEAP;
        boolean tooLong = bystanders.longestHistory() > 1000;
        System.out.printf(
                Locale.ROOT,
                "%-40s %10d %8.1f %9.0f %9.1f %11d %8d %9d %9d %5d/%d%s%s%s%s%n",
                storm.name(),
                packets,
                seconds,
                packets / seconds,
                live,
                givenUp.connections(),
                givenUp.streams(),
                givenUp.fragmentedPackets(),
                bystanders.weirds(),
                bystanders.loggedWell(),
                bystanders.finished(),
                lost ? " LOST" : "",
                bystanders.lastingLoggedWell() ? "" : " LOST THE LASTING ONE",
                tooLarge ? " TOO MUCH MEMORY" : "",
                tooLong ? " A HISTORY OF " + bystanders.longestHistory() : "");
        failed |= lost || tooLarge || tooLong || !bystanders.lastingLoggedWell();
    }
}
