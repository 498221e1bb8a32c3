package io.brook.analysis.detect.connection;

import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorList;
import io.brook.analysis.detect.contract.DetectorSettings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What can be set about connections that are reported while they are open. Workers find them; they are looked for when
 * {@link #LOG} is written.
 */
public final class LongConnections {
    /** The log of connections that are still open. */
    public static final String LOG = "conn_long";

    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,8}");

    static final DetectorList DURATIONS = new DetectorList(
            "LongConnectionDurations",
            List.of("600", "1800", "3600", "43200", "86400", "259200"),
            "a number of seconds",
            text -> SECONDS.matcher(text).matches(),
            "For how many seconds a connection must have been open to be reported; it is reported once for each of them. From 10 minutes to"
                    + " 3 days, as in Zeek's package zeek-long-connections: most connections end within the first.");

    static final DetectorInfo INFO = new DetectorInfo(
            List.of("LongConnection::found"),
            "A connection was still used after one of LongConnectionDurations. Only while conn_long.log is written (`ExtraLogs`).",
            "never",
            List.of(),
            List.of(DURATIONS));

    private LongConnections() {}

    /** The durations, in nanoseconds, the shortest first; none when no such connections are looked for. */
    public static long[] durations(DetectorSettings settings) {
        return settings.logs().contains(LOG)
                ? settings.get(DURATIONS).stream()
                        .mapToLong(text -> TimeUnit.SECONDS.toNanos(Long.parseLong(text)))
                        .sorted()
                        .toArray()
                : new long[0];
    }
}
