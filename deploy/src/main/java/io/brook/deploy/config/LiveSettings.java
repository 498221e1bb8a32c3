package io.brook.deploy.config;

import io.brook.analysis.detect.loss.LossLimits;
import io.brook.analysis.topology.StatisticsConfig;
import io.brook.capture.TapConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The settings of live traffic. */
final class LiveSettings {
    private static final String CAPTURE_LOSS_INTERVAL = "CaptureLossInterval";
    private static final String CAPTURE_LOSS_THRESHOLD = "CaptureLossThreshold";
    private static final String CAPTURE_LOSS_MINIMUM_ACKS = "CaptureLossMinimumAcks";
    private static final String STATS_INTERVAL = "StatsInterval";
    private static final String TRACE_STATISTICS = "TraceStatistics";
    private static final String TAP_TIMEOUT = "TapTimeout";
    private static final String CAPTURE_BUFFER = "CaptureBuffer";
    private static final String CAPTURE_OVERFLOW_FILE = "CaptureOverflowFile";
    private static final String CAPTURE_OVERFLOW_SIZE = "CaptureOverflowSize";

    /** In MiB: all of it lives on the heap. */
    private static final int MAX_CAPTURE_BUFFER = 1 << 20;

    private static final long DEFAULT_OVERFLOW = 10L << 30;

    private LiveSettings() {}

    static ConfigDef addTo(ConfigDef definition) {
        return definition
                .define(
                        CAPTURE_LOSS_INTERVAL,
                        Type.INT,
                        (int) StatisticsConfig.DEFAULT.loss().toSeconds(),
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "How long it is counted what captures miss, for a line of capture_loss.log, in seconds.")
                .define(
                        CAPTURE_LOSS_THRESHOLD,
                        Type.DOUBLE,
                        LossLimits.DEFAULT.tooMuch(),
                        Range.between(0, 100),
                        Importance.MEDIUM,
                        "From which loss on there is a notice, in percent of TCP's acknowledgments.")
                .define(
                        CAPTURE_LOSS_MINIMUM_ACKS,
                        Type.LONG,
                        LossLimits.DEFAULT.leastAcks(),
                        Range.atLeast(0),
                        Importance.MEDIUM,
                        "How many acknowledgments there must be in CaptureLossInterval; there is a notice when there are fewer.")
                .define(
                        STATS_INTERVAL,
                        Type.INT,
                        (int) StatisticsConfig.DEFAULT.stats().toSeconds(),
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "How long it is counted what each tap takes in and loses, for a line of stats.log, in seconds.")
                .define(
                        TRACE_STATISTICS,
                        Type.BOOLEAN,
                        false,
                        Importance.LOW,
                        "Whether capture_loss.log is written for traces too, and not only for live traffic: true or false.")
                .define(
                        TAP_TIMEOUT,
                        Type.INT,
                        (int) TapConfig.PATIENCE.toSeconds(),
                        Range.between(2, 3600),
                        Importance.MEDIUM,
                        "How many seconds other taps of a sensor may get ahead of one that says nothing, before nobody waits for it"
                                + " any more.")
                .define(
                        CAPTURE_BUFFER,
                        Type.INT,
                        (int) (TapConfig.BUFFER >> 20),
                        Range.between(1, MAX_CAPTURE_BUFFER),
                        Importance.MEDIUM,
                        "How much memory live packets may take that Kafka has not taken yet, in MiB; those that come when it is full"
                                + " are dropped and counted.")
                .define(
                        CAPTURE_OVERFLOW_FILE,
                        Type.STRING,
                        "",
                        Validators.PATH,
                        Importance.MEDIUM,
                        "A file for live packets that come when CaptureBuffer is full; each capture process needs one of its own."
                                + " None when empty.")
                .define(
                        CAPTURE_OVERFLOW_SIZE,
                        Type.LONG,
                        DEFAULT_OVERFLOW,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "How many bytes that file may have.");
    }

    static StatisticsConfig statistics(AbstractConfig values) {
        return new StatisticsConfig(
                values.getBoolean(TRACE_STATISTICS),
                Duration.ofSeconds(values.getInt(CAPTURE_LOSS_INTERVAL)),
                new LossLimits(values.getDouble(CAPTURE_LOSS_THRESHOLD), values.getLong(CAPTURE_LOSS_MINIMUM_ACKS)),
                Duration.ofSeconds(values.getInt(STATS_INTERVAL)));
    }

    static TapConfig tap(AbstractConfig values, String sensor, String tap) {
        String file = values.getString(CAPTURE_OVERFLOW_FILE);
        return new TapConfig(
                sensor,
                tap,
                Duration.ofSeconds(values.getInt(TAP_TIMEOUT)),
                (long) values.getInt(CAPTURE_BUFFER) << 20,
                file.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new TapConfig.Overflow(Path.of(file), values.getLong(CAPTURE_OVERFLOW_SIZE))));
    }
}
