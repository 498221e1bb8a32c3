package io.brook.analysis.detect.loss;

import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.schemas.log.StatsLog;
import io.brook.schemas.record.Finding;
import io.brook.schemas.subject.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Tells of taps of live traffic that have lost packets: Zeek's base/frameworks/packet-filter/netstats. */
public final class DroppedPackets {
    static final String NOTE = "PacketFilter::Dropped_Packets";

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "A tap of live traffic has lost packets since its last line in stats.log, in the kernel, in the interface or because Kafka was"
                    + " slow.",
            "never",
            List.of());

    /** Zeek's Notice::default_suppression_interval; without an identifier it means nothing. */
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private DroppedPackets() {}

    /** What a line of stats.log says of them. */
    public static Optional<Report> in(SpecificRecord line) {
        if (!(line instanceof StatsLog stats) || stats.getPktsDropped() == null || stats.getPktsDropped() <= 0) {
            return Optional.empty();
        }
        long dropped = stats.getPktsDropped();
        Long link = stats.getPktsLink();
        Finding finding = Finding.newBuilder()
                .setMeta(stats.getMeta())
                .setNote(NOTE)
                .setMsg(dropped + " packets dropped after filtering, " + (stats.getPktsProc() + dropped) + " received"
                        + (link == null || link == 0 ? "" : ", " + link + " on link"))
                .setSub("tap " + stats.getPeer())
                .setN(dropped)
                .setSuppressFor(SUPPRESS_FOR)
                .build();
        return Optional.of(new Report(NOTE + ' ' + stats.getPeer(), finding));
    }
}
