package io.brook.analysis.detect;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.dhcp.DhcpTransactions;
import io.brook.analysis.detect.loss.CaptureLoss;
import io.brook.analysis.detect.loss.LossLimits;
import io.brook.analysis.detect.once.OnceADay;
import io.brook.analysis.detect.weird.WeirdFilter;
import io.brook.analysis.weird.WeirdPolicy;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.TunnelLog;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.progress.Silences;
import io.brook.schemas.record.AckCount;
import io.brook.schemas.record.DhcpMessage;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Weighs all that is reported of one sensor's subjects, in the order in which it happened: each kind of evidence by its rules. */
public final class Detection {
    /** By the evidence that they read. */
    private final Map<Class<?>, List<Detector<?>>> detectors = new HashMap<>();

    private final WeirdFilter weirds;
    private final OnceADay lines;
    private final DhcpTransactions transactions;

    /** The ticks that are to come, the earliest first, each with the time of the sensor's first packet. */
    private final SavedMap<Long, Long> ticks;

    private final Silences silences;
    private final CaptureLoss loss;
    private final Consumer<SpecificRecord> log;
    private final Consumer<Notice> notices;

    /**
     * @param settings of the detectors
     * @param limits when the loss of the capture is worth a notice
     * @param policy what becomes of which weird
     * @param sensor whose subjects they are
     * @param maps where it is kept what the rules remember
     * @param log takes lines of logs
     * @param notices takes what is worth a human's attention
     */
    public Detection(
            DetectorSettings settings,
            LossLimits limits,
            WeirdPolicy policy,
            String sensor,
            SavedMaps maps,
            Consumer<SpecificRecord> log,
            Consumer<Notice> notices) {
        this.weirds = new WeirdFilter(policy, sensor, maps);
        this.lines = new OnceADay(sensor, maps);
        this.log = log;
        this.notices = notice -> {
            if (settings.raises(notice.getNote())) {
                notices.accept(notice);
            }
        };
        this.transactions = new DhcpTransactions(log::accept, sensor, maps);
        this.loss = new CaptureLoss(limits, sensor, maps, log, this.notices);
        this.silences = new Silences(maps, sensor);
        this.ticks = maps.map(sensor, "ticks", Codec.LONG, Codec.LONG);
        for (Detector<?> detector : Detectors.of(settings, sensor, maps, log, this.notices)) {
            detectors
                    .computeIfAbsent(detector.evidence(), evidence -> new ArrayList<>())
                    .add(detector);
        }
    }

    /** Hears when the traffic ticks and is silent, before anything of those times is weighed. */
    public void hear(Rhythm rhythm) {
        silences.hear(rhythm);
        rhythm.getTicks().forEach(tick -> ticks.put(tick, rhythm.getStart()));
    }

    /** Takes in a report; none of an earlier time may follow. */
    public void weigh(Report report) {
        tick(report.time());
        SpecificRecord found = report.found();
        List<Detector<?>> readers = detectors.get(found.getClass());
        if (readers != null) {
            readers.forEach(detector -> tell(detector, report.subject(), found));
        } else if (found instanceof WeirdLog weird) {
            weigh(weird);
        } else if (found instanceof DhcpMessage message) {
            transactions.observe(report.subject(), message);
        } else if (found instanceof AckCount count) {
            loss.observe(count);
        } else if (found instanceof TunnelLog closed) {
            log.accept(atNextPacket(closed));
        } else if (lines.isFirst(LogStream.of(found).path() + ' ' + report.subject(), report.time())) {
            log.accept(found);
        }
    }

    private static <E extends SpecificRecord> void tell(Detector<E> detector, String subject, SpecificRecord found) {
        detector.observe(subject, detector.evidence().cast(found));
    }

    /** What is over is written when a packet comes. */
    private TunnelLog atNextPacket(TunnelLog line) {
        long time = silences.nextPacket(line.getMeta().getWritten());
        line.setTs(time);
        line.getMeta().setWritten(time);
        return line;
    }

    private void weigh(WeirdLog weird) {
        if (weirds.isNews(weird)) {
            weirds.noticeOf(weird).ifPresent(notices);
            log.accept(weird);
        }
    }

    /** Nothing from before this time is to come. */
    public void advance(long time) {
        tick(time);
        silences.forget(time);
        loss.advance(time);
    }

    /** A tick comes before what happens at the same time. */
    private void tick(long time) {
        while (!ticks.isEmpty() && ticks.firstKey() <= time) {
            long tick = ticks.firstKey();
            transactions.look(tick, ticks.remove(tick));
        }
    }

    /** @param time the latest that the sensor has come to; nothing is to come */
    public void end(long time) {
        tick(time);
        transactions.end(time);
        loss.advance(Long.MAX_VALUE);
    }
}
