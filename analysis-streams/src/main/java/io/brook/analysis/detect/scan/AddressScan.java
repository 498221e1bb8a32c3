package io.brook.analysis.detect.scan;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.count.DistinctWindow;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds hosts that scan addresses: a source whose TCP connections to one port of many different hosts fail within a short time, as
 * Zeek's scan.zeek did.
 */
public final class AddressScan implements Detector<FailedAttempt> {
    /** The notice's type, as Zeek's scan detection called it. */
    public static final String NOTE = "Scan::Address_Scan";

    static final DetectorOption THRESHOLD = DetectorOption.threshold(
            "ScanAddressThreshold",
            25,
            "hosts",
            "How many hosts a source must fail to reach on one port before it is reported for scanning addresses. Zeek's scan.zeek had the"
                    + " same; lower ones report clients of services that are down.");
    static final DetectorOption INTERVAL = DetectorOption.interval(
            "ScanAddressInterval", 300, "The time within which these hosts are counted. As in Zeek's scan.zeek.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "A source's TCP connections to one port of ScanAddressThreshold hosts were refused or never answered within"
                    + " ScanAddressInterval. Peers of a peer-to-peer network use ports of their own, so clients that look for peers that have"
                    + " left are not reported.",
            "source, 1 hour",
            List.of(THRESHOLD, INTERVAL));

    private final DistinctWindow targets;
    private final Consumer<Notice> notices;

    /** @param maps where it is kept what was counted of the sensor */
    public AddressScan(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        this.notices = notices;
        targets = new DistinctWindow(
                settings.get(THRESHOLD), settings.seconds(INTERVAL), sensor, "scan of addresses", maps);
    }

    @Override
    public Class<FailedAttempt> evidence() {
        return FailedAttempt.class;
    }

    @Override
    public void observe(String subject, FailedAttempt attempt) {
        targets.observe(
                        attempt.getSource() + ' ' + attempt.getPort(),
                        attempt.getTarget(),
                        attempt.getMeta().getWritten())
                .ifPresent(counted -> notices.accept(ScanNotices.of(NOTE, attempt, counted)
                        .setMsg("%s scanned %s unique hosts on port %d/tcp in %s"
                                .formatted(
                                        attempt.getSource(), counted.inWords(), attempt.getPort(), counted.duration()))
                        .setP(attempt.getPort())
                        .build()));
    }
}
