package io.brook.analysis.hostile;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.count.DistinctWindow;
import io.brook.analysis.detect.scan.AddressScan;
import io.brook.analysis.detect.scan.PortScan;
import io.brook.analysis.detect.scan.RandomScan;
import io.brook.analysis.detect.weird.WeirdFilter;
import io.brook.analysis.registry.WeirdTable;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.store.SavedMaps;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * What detection holds when everybody is suspect: tells each detector of very many subjects within a second, and prints the heap
 * that it then holds and the time that it took. Ends with status 1 when a detector, a thing with a bound, holds more than it may.
 *
 * <pre>
 *   java -Xmx512m -cp ... io.brook.analysis.hostile.DetectionTraffic [subjects]
 * </pre>
 */
public final class DetectionTraffic {
    static final String SENSOR = "hostile";
    static final long START = 1_700_000_000_000_000_000L;
    private static final int THRESHOLD = 25;
    /** As many as detection remembers at most. */
    private static final int SOURCES = 50_000;

    /** As many different things as take a sketch, and a few more. */
    private static final int MANY = 1_100;

    private static final double MAX_MEBIBYTES = 85;

    private boolean failed;

    private DetectionTraffic() {}

    public static void main(String[] args) {
        long subjects = args.length > 0 ? Long.parseLong(args[0]) : 5_000_000;
        DetectionTraffic run = new DetectionTraffic();
        Detector<FailedAttempt> once = scan();
        run.measure("scan: sources with a target each", subjects, once, i -> tell(once, attempt(i, i, START + i)));
        Detector<FailedAttempt> nearly = scan();
        run.measure("scan: sources a target short of a scan", subjects, nearly, i -> {
            tell(nearly, attempt(i / (THRESHOLD - 1), i, START + i));
        });
        Detector<FailedAttempt> inTurn = scan();
        run.measure("scan: sources that take turns", subjects, inTurn, i -> {
            tell(inTurn, attempt(i % SOURCES, i, START + i));
        });
        Detector<FailedAttempt> ports = new PortScan(DetectorSettings.DEFAULT, "s", new SavedMaps(), notice -> {});
        run.measure("ports: pairs of hosts", subjects, ports, i -> tell(ports, attempt(i, i, START + i)));
        Detector<FailedAttempt> pairs = new RandomScan(DetectorSettings.DEFAULT, "s", new SavedMaps(), notice -> {});
        run.measure("random: sources with a pair each", subjects, pairs, i -> tell(pairs, attempt(i, i, START + i)));
        DistinctWindow sketches =
                new DistinctWindow(Integer.MAX_VALUE, Duration.ofDays(1), "s", "sketches", new SavedMaps());
        run.measure("counted by sketches", subjects, sketches, i -> {
            sketches.observe(Long.toString(i / MANY), Long.toString(i), START + i);
        });
        WeirdFilter filter = new WeirdFilter(WeirdTable.POLICY, "s", new SavedMaps());
        run.measure("weirds of many hosts", subjects, filter, i -> filter.isNews(weird(i, START + i)));
        if (run.failed) {
            System.exit(1);
        }
    }

    private static Detector<FailedAttempt> scan() {
        return new AddressScan(DetectorSettings.DEFAULT, "s", new SavedMaps(), notice -> {});
    }

    private static void tell(Detector<FailedAttempt> detector, FailedAttempt attempt) {
        detector.observe(attempt.getSource(), attempt);
    }

    private void measure(String name, long count, Object detector, LongConsumer tell) {
        double before = Heap.liveMebibytes();
        long began = Cpu.nanos();
        try {
            for (long i = 0; i < count; i++) {
                tell.accept(i);
            }
            double seconds = (Cpu.nanos() - began) / 1e9;
            double live = Heap.liveMebibytes() - before;
            print(name, count, seconds, live);
            failed |= live > MAX_MEBIBYTES;
        } finally {
            Reference.reachabilityFence(detector);
        }
    }

    private static void print(String name, long count, double seconds, double live) {
        System.out.printf(
                Locale.ROOT,
                "%-40s %9d, %6.2f s, %8.0f/s, holds %6.1f MiB, %5.0f bytes for each%n",
                name,
                count,
                seconds,
                count / seconds,
                live,
                live * (1 << 20) / count);
    }

    private static String address(long number) {
        return IpAddress.v4((int) Storm.mix(number)).toString();
    }

    static FailedAttempt attempt(long source, long target, long time) {
        return new FailedAttempt(
                new LogMeta(SENSOR, time), address(source), address(~target), 80, "C" + Storm.mix(target));
    }

    static WeirdLog weird(long host, long time) {
        ConnId id = new ConnId(address(host), 0, address(~host), 0);
        return new WeirdLog(
                new LogMeta(SENSOR, time), time, null, id, "excessively_small_fragment", null, false, "zeek", null);
    }
}
