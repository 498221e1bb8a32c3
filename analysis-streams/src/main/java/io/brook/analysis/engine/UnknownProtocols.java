package io.brook.analysis.engine;

import io.brook.analysis.record.Reports;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.UnknownProtocolsLog;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reports packets whose protocol is not analysed, while that is wanted: no more than {@link ReportedProtocols} permits. */
final class UnknownProtocols {
    /** Zeek's UnknownProtocol::first_bytes_count. */
    private static final int FIRST_BYTES = 10;

    private final ReportedProtocols reported;
    private final Reports reports;
    private boolean wanted;

    UnknownProtocols(ReportedProtocols reported, Reports reports) {
        this.reported = reported;
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
        if (!reported.isPermitted(subject, time)) {
            return;
        }
        int length = Math.max(0, Math.min(FIRST_BYTES, end - from));
        String first = HexFormat.of().formatHex(bytes, from, from + length);
        reports.report(subject, new UnknownProtocolsLog(new LogMeta("", 0L), time, analyzer, id, first, history), time);
    }
}
