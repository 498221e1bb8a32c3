package io.brook.analysis.engine;

import io.brook.analysis.record.Reports;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.UnknownProtocolsLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Reports packets whose protocol is not analysed, while that is wanted: of each protocol at most the first
 * {@value #MAX_REPORTED} of an hour, because no more can become lines. Forgets them when an engine is restored, which costs reports
 * and no lines.
 */
final class UnknownProtocols {
    /** Zeek's UnknownProtocol::sampling_threshold. */
    static final int MAX_REPORTED = 3;

    private static final long HOUR = Duration.ofHours(1).toNanos();

    /** Zeek's UnknownProtocol::first_bytes_count. */
    private static final int FIRST_BYTES = 10;

    private static final int MAX_PROTOCOLS = 10_000;

    private final Reports reports;
    private boolean wanted;
    private long hour;
    private final Map<String, Integer> reported = new HashMap<>();

    UnknownProtocols(Reports reports) {
        this.reports = reports;
    }

    /** From now on they are reported. */
    void want() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted;
    }

    /**
     * @param before what carries the frame: the names of all protocols of tunnels
     * @param walk of the frame whose link layer carries it
     */
    void aboveLink(List<String> before, HeaderWalk walk, byte[] bytes, long time) {
        List<String> history = withLink(before, walk);
        if (!history.isEmpty()) {
            report(history, walk.unknownProtocol(), bytes, walk.networkOffset(), walk.networkEnd(), time);
        }
    }

    /** @param walk of the IP packet that carries it */
    void aboveIp(List<String> before, HeaderWalk walk, byte[] bytes, long time) {
        List<String> history = withLink(before, walk);
        history.add("IP");
        history.add("UNKNOWN_IP_TRANSPORT");
        int end = Math.min(walk.capturedEnd(), walk.payloadOffset() + walk.payloadLength());
        report(history, walk.protocol(), bytes, walk.payloadOffset(), end, time);
    }

    /** The names of all protocols up to the one above a frame's link layer. */
    static List<String> withLink(List<String> before, HeaderWalk walk) {
        List<String> history = new ArrayList<>(before);
        walk.layers().forEach(layer -> history.add(layer.name()));
        return history;
    }

    private void report(List<String> history, int number, byte[] bytes, int from, int end, long time) {
        String analyzer = history.get(history.size() - 1);
        String id = "0x" + Integer.toHexString(number);
        String subject = analyzer + ' ' + id;
        if (!isPermitted(subject, time)) {
            return;
        }
        int length = Math.max(0, Math.min(FIRST_BYTES, end - from));
        String first = HexFormat.of().formatHex(bytes, from, from + length);
        reports.report(subject, new UnknownProtocolsLog(new LogMeta("", 0L), time, analyzer, id, first, history), time);
    }

    private boolean isPermitted(String subject, long time) {
        long now = Math.floorDiv(time, HOUR);
        if (now != hour || reported.size() >= MAX_PROTOCOLS) {
            hour = now;
            reported.clear();
        }
        return reported.merge(subject, 1, Integer::sum) <= MAX_REPORTED;
    }
}
