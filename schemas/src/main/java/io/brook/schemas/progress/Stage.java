package io.brook.schemas.progress;

import io.brook.schemas.record.Progress;
import io.brook.schemas.record.SubjectKey;
import java.util.List;
import java.util.Locale;

/** The stages that traffic passes through; each tells the next how far it has come. */
public enum Stage {
    /** Publishes packets. */
    CAPTURE,
    /** Turns packets into connections and log records. */
    ANALYSIS,
    /** Decides what many connections together mean: counts, notices, weirds. */
    DETECTION,
    /** Owns the sets that workers share. */
    STATE,
    /** Deduplicates and logs notices. */
    NOTICE;

    /** The stages that write log records: a log is complete up to a time when all of them have passed it. */
    public static final List<Stage> LOGGING = List.of(ANALYSIS, DETECTION, STATE, NOTICE);

    /** The stage that this one reads. */
    public Stage before() {
        return switch (this) {
            case CAPTURE -> throw new IllegalStateException("nothing is before the capture");
            case ANALYSIS -> CAPTURE;
            case DETECTION, STATE -> ANALYSIS;
            case NOTICE -> DETECTION;
        };
    }

    /** The key of a {@link Progress} record: the topic progress is compacted, and keeps the last record of each origin. */
    public static SubjectKey key(Progress progress) {
        return new SubjectKey(progress.getSensor(), progress.getStage() + " " + progress.getOrigin());
    }

    /** The name in a {@link Progress} record. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
