package io.brook.analysis.detect.loss;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.TapSilence;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Tells of taps of live traffic whose traffic has stopped: an unplugged cable, a mirror port that was configured anew. */
public final class SilentTaps implements Detector<TapSilence> {
    static final String STOPPED = "Capture::Traffic_Stopped";
    static final String RESUMED = "Capture::Traffic_Resumed";

    private static final int HOURS_24 = 86_400;

    static final DetectorOption AFTER = new DetectorOption(
            "TrafficStopsAfter",
            300,
            0,
            HOURS_24,
            "seconds",
            "How long no packet must come by a tap that goes on to be reported; never when 0. Five minutes: broadcasts alone make a link that"
                    + " works less silent than that.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(STOPPED, RESUMED),
            "A tap of live traffic goes on, packets have come by it before, and none for TrafficStopsAfter; or they come again.",
            "tap, 1 hour",
            List.of(AFTER));

    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private final Consumer<Notice> notices;

    public SilentTaps(Consumer<Notice> notices) {
        this.notices = notices;
    }

    /** How long no packet must come, in nanoseconds; not positive when silence is of no interest. */
    public static long limit(DetectorSettings settings) {
        return settings.seconds(AFTER).toNanos();
    }

    @Override
    public Class<TapSilence> evidence() {
        return TapSilence.class;
    }

    @Override
    public void observe(String subject, TapSilence silence) {
        long time = silence.getMeta().getWritten();
        Duration lasted = Duration.ofNanos(time - silence.getSince());
        String span = lasted.toMinutes() + "m" + lasted.toSecondsPart() + "s";
        notices.accept(Notice.newBuilder()
                .setSensor(silence.getMeta().getSensor())
                .setNote(silence.getOver() ? RESUMED : STOPPED)
                .setIdentifier(silence.getTap())
                .setTime(time)
                .setMsg(
                        silence.getOver()
                                ? "Packets come by tap " + silence.getTap() + " again, after " + span
                                : "No packet has come by tap " + silence.getTap() + " for " + span)
                .setSuppressFor(SUPPRESS_FOR)
                .build());
    }
}
