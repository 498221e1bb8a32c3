package io.brook.deploy.config;

import io.brook.analysis.detect.loss.LossLimits;
import io.brook.analysis.topology.StatisticsConfig;
import io.brook.capture.TapConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of live traffic. */
final class LiveSettings {
    /** In MiB: all of it lives on the heap. */
    private static final int MAX_CAPTURE_BUFFER = 1 << 20;

    private static final int MAX_TAP_TIMEOUT = 3_600;

    private static final long DEFAULT_SHUNT_AFTER = 1L << 20;

    private static final long DEFAULT_OVERFLOW = 10L << 30;

    private static final Option CAPTURE_LOSS_INTERVAL = analysis(Option.integer(
                    "CaptureLossInterval", (int) StatisticsConfig.DEFAULT.loss().toSeconds(), 1))
            .about("The time that a line of capture_loss.log covers.")
            .in("seconds");
    private static final Option CAPTURE_LOSS_THRESHOLD = analysis(
                    Option.decimal("CaptureLossThreshold", LossLimits.DEFAULT.tooMuch(), 0, 100))
            .about("The loss, as a share of TCP's acknowledgments, from which on there is a notice.")
            .in("percent");
    private static final Option CAPTURE_LOSS_MINIMUM_ACKS = analysis(
                    Option.number("CaptureLossMinimumAcks", LossLimits.DEFAULT.leastAcks(), 0))
            .about("There is a notice when fewer acknowledgments than these are seen in CaptureLossInterval.")
            .in("acknowledgments");
    private static final Option STATS_INTERVAL = analysis(Option.integer(
                    "StatsInterval", (int) StatisticsConfig.DEFAULT.stats().toSeconds(), 1))
            .about("The time that a line of stats.log covers: what one tap took in and lost.")
            .in("seconds");
    private static final Option TRACE_STATISTICS = analysis(Option.flag("TraceStatistics", false))
            .about("Whether capture_loss.log is written for traces, too, and not for live traffic only.");
    private static final Option SHUNT_AFTER = Option.number("ShuntAfter", DEFAULT_SHUNT_AFTER, 0)
            .readBy(Reader.PROCESS, Reader.CAPTURE, Reader.WORKER, Reader.REPLAY)
            .about(
                    "How much payload that no analysis needs a TCP connection carries before captures of live traffic and of"
                            + " spools publish only its headers. The logs stay the same. Never when 0.")
            .in("bytes");
    private static final Option TAP_TIMEOUT = capture(
                    Option.integer("TapTimeout", (int) TapConfig.PATIENCE.toSeconds(), 2, MAX_TAP_TIMEOUT))
            .about("How far the other taps of a sensor may get ahead of a silent one before they stop waiting for it.")
            .in("seconds");
    private static final Option CAPTURE_BUFFER = capture(
                    Option.integer("CaptureBuffer", (int) (TapConfig.BUFFER >> 20), 1, MAX_CAPTURE_BUFFER))
            .about(
                    "The memory for live packets that Kafka has not taken yet. When it is full, further packets are dropped"
                            + " and counted.")
            .in("MiB");
    private static final Option CAPTURE_OVERFLOW_FILE = capture(Option.text("CaptureOverflowFile", "", Validators.PATH))
            .about(
                    "A file for live packets that arrive while CaptureBuffer is full; each capture process needs its own."
                            + " None when empty.");
    private static final Option CAPTURE_OVERFLOW_SIZE = capture(
                    Option.number("CaptureOverflowSize", DEFAULT_OVERFLOW, 1))
            .about("The most that CaptureOverflowFile may hold.")
            .in("bytes");

    static final OptionGroup GROUP = OptionGroup.of(
            "Live traffic",
            CAPTURE_LOSS_INTERVAL,
            CAPTURE_LOSS_THRESHOLD,
            CAPTURE_LOSS_MINIMUM_ACKS,
            STATS_INTERVAL,
            TRACE_STATISTICS,
            SHUNT_AFTER,
            TAP_TIMEOUT,
            CAPTURE_BUFFER,
            CAPTURE_OVERFLOW_FILE,
            CAPTURE_OVERFLOW_SIZE);

    private LiveSettings() {}

    private static Option analysis(Option option) {
        return option.readBy(Reader.PROCESS, Reader.WORKER, Reader.REPLAY);
    }

    private static Option capture(Option option) {
        return option.readBy(Reader.PROCESS, Reader.CAPTURE);
    }

    static StatisticsConfig statistics(Values values) {
        return new StatisticsConfig(
                values.flag(TRACE_STATISTICS),
                Duration.ofSeconds(values.integer(CAPTURE_LOSS_INTERVAL)),
                new LossLimits(values.decimal(CAPTURE_LOSS_THRESHOLD), values.number(CAPTURE_LOSS_MINIMUM_ACKS)),
                Duration.ofSeconds(values.integer(STATS_INTERVAL)));
    }

    static long shuntAfter(Values values) {
        return values.number(SHUNT_AFTER);
    }

    static TapConfig tap(Values values, String sensor, String tap) {
        String file = values.text(CAPTURE_OVERFLOW_FILE);
        return new TapConfig(
                sensor,
                tap,
                Duration.ofSeconds(values.integer(TAP_TIMEOUT)),
                (long) values.integer(CAPTURE_BUFFER) << 20,
                file.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new TapConfig.Overflow(Path.of(file), values.number(CAPTURE_OVERFLOW_SIZE))));
    }
}
