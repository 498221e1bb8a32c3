package io.brook.schemas.progress;

import java.util.List;
import java.util.Locale;

/** The stages that traffic passes through; each tells the next how far it has come. */
public enum Stage {
    /** Publishes packets. */
    CAPTURE,
    /** Turns packets into connections and log records. */
    ANALYSIS,
    /** Weighs what many connections say together: counts, notices, oddities. */
    DETECTION,
    /** Owns the sets that workers share. */
    STATE,
    /** Judges notices. */
    NOTICE;

    /** The stages that write log records: a log is complete up to a time when all of them have passed it. */
    public static final List<Stage> LOGGING = List.of(ANALYSIS, DETECTION, STATE, NOTICE);

    /** The name in a {@link Progress} record. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
