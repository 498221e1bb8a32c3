package io.brook.analysis.hostile;

import io.brook.analysis.detect.weird.WeirdFilter;
import io.brook.analysis.registry.WeirdTable;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.Progress;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.TestShelf;
import io.brook.schemas.subject.Report;
import java.util.Locale;

/**
 * What a task of detection holds of very many records while one of two workers tells no progress: prints the heap, and how long it takes
 * to take them in and to hand them out in their order. Ends with status 1 when one is missing or out of order, or when the heap is more
 * than a small part of what waits.
 *
 * <pre>
 *   java -Xmx64m -cp ... io.brook.analysis.hostile.WaitingRecords [records]
 * </pre>
 */
public final class WaitingRecords {
    private static final String SENSOR = DetectionTraffic.SENSOR;
    private static final long START = DetectionTraffic.START;
    private static final int MEBIBYTE = 1 << 20;

    /** Tens of thousands of records in memory, and a part of what is on disk. */
    private static final double MAX_MEBIBYTES = 32;

    private final EventTimeOrder<Report> order =
            new EventTimeOrder<>(Report.TIE, new SavedMaps(), TestShelf.make(), Report.CODEC);
    private Report last;
    private long heard;
    private boolean isOutOfOrder;

    private WaitingRecords() {}

    public static void main(String[] args) {
        long records = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        boolean inTurn = new WaitingRecords().isBounded("one after the other", records, 1);
        boolean atOnce = new WaitingRecords().isBounded("all at one time", records, 0);
        if (!inTurn || !atOnce) {
            System.exit(1);
        }
    }

    private boolean isBounded(String name, long records, long step) {
        double before = Heap.liveMebibytes();
        long began = Cpu.nanos();
        reach(0, START + records, false);
        for (long i = 0; i < records; i++) {
            Report report = report(i, START + i * step);
            order.add(SENSOR, report.time(), report);
        }
        double in = (Cpu.nanos() - began) / 1e9;
        double live = Heap.liveMebibytes() - before;
        began = Cpu.nanos();
        // The worker that was behind comes nearer, and then ends.
        reach(1, START + records / 2, false);
        reach(0, START + records, true);
        reach(1, START + records, true);
        double out = (Cpu.nanos() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-20s %9d, %6.2f s in, %6.2f s out, holds %6.1f MiB, %5.0f bytes for each%n",
                name,
                records,
                in,
                out,
                live,
                live * MEBIBYTE / records);
        return heard == records && !isOutOfOrder && live < MAX_MEBIBYTES;
    }

    private void reach(int worker, long time, boolean end) {
        order.advance(new Progress(SENSOR, Stage.ANALYSIS.label(), worker, 2, time, end), this::hear);
    }

    private void hear(Report report) {
        heard++;
        isOutOfOrder |= last != null
                && (report.time() < last.time()
                        || report.time() == last.time() && Report.TIE.compare(last, report) > 0);
        last = report;
    }

    private static Report report(long i, long time) {
        if (i % 2 == 0) {
            FailedAttempt attempt = DetectionTraffic.attempt(i, i, time);
            return new Report(attempt.getSource(), attempt);
        }
        WeirdLog weird = DetectionTraffic.weird(i, time);
        return new Report(WeirdFilter.subjectOf(weird, WeirdTable.POLICY.actionOf(weird.getName())), weird);
    }
}
