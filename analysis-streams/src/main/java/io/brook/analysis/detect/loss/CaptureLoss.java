package io.brook.analysis.detect.loss;

import io.brook.schemas.log.CaptureLossLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.AckCount;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Adds up what all workers counted of one sensor in an interval, and says how much its capture has missed: as Zeek's script
 * policy/misc/capture-loss does for each of its workers.
 */
public final class CaptureLoss {
    public static final String TOO_MUCH_LOSS = "CaptureLoss::Too_Much_Loss";
    public static final String TOO_LITTLE_TRAFFIC = "CaptureLoss::Too_Little_Traffic";

    private static final int SINCE = 0;
    private static final int ACKS = 1;
    private static final int GAPS = 2;

    /** Zeek's Notice::default_suppression_interval; without an identifier it means nothing. */
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private final LossLimits limits;
    private final String sensor;

    /** The sums of each interval that is not told yet, by its end. */
    private final SavedMap<Long, long[]> sums;

    private final Consumer<SpecificRecord> log;
    private final Consumer<Notice> notices;

    /**
     * @param maps where the sums are kept
     * @param log takes lines
     */
    public CaptureLoss(
            LossLimits limits, String sensor, SavedMaps maps, Consumer<SpecificRecord> log, Consumer<Notice> notices) {
        this.limits = limits;
        this.sensor = sensor;
        this.sums = maps.map(sensor, "loss", Codec.LONG, Codec.LONGS);
        this.log = log;
        this.notices = notices;
    }

    /** Takes in what one task counted. */
    public void observe(AckCount count) {
        long end = count.getMeta().getWritten();
        long[] sum = sums.get(end);
        sums.put(
                end,
                sum == null
                        ? new long[] {count.getSince(), count.getAcks(), count.getGaps()}
                        : new long[] {
                            Math.min(sum[SINCE], count.getSince()),
                            sum[ACKS] + count.getAcks(),
                            sum[GAPS] + count.getGaps()
                        });
    }

    /** All tasks have said what they counted before this time. */
    public void advance(long time) {
        for (Long end = sums.firstKey(); end != null && end < time; end = sums.firstKey()) {
            tell(end, sums.remove(end));
        }
    }

    private void tell(long end, long[] sum) {
        double lost = sum[ACKS] == 0 ? 0 : 100.0 * sum[GAPS] / sum[ACKS];
        log.accept(new CaptureLossLog(
                new LogMeta(sensor, end), end, end - sum[SINCE], sensor, sum[GAPS], sum[ACKS], lost));
        if (lost >= limits.tooMuch()) {
            String form = "The capture loss script detected an estimated loss rate above %.3f%%";
            notice(TOO_MUCH_LOSS, end, String.format(Locale.ROOT, form, lost));
        }
        if (sum[ACKS] < limits.leastAcks()) {
            notice(
                    TOO_LITTLE_TRAFFIC,
                    end,
                    "Only observed " + sum[ACKS] + " TCP ACKs and was expecting at least " + limits.leastAcks() + ".");
        }
    }

    private void notice(String note, long time, String message) {
        notices.accept(Notice.newBuilder()
                .setSensor(sensor)
                .setNote(note)
                .setTime(time)
                .setMsg(message)
                .setSuppressFor(SUPPRESS_FOR)
                .build());
    }
}
