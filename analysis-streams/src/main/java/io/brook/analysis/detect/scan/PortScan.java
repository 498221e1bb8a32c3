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

/** Finds hosts that scan ports: a source whose TCP connections to many different ports of one host fail within a short time. */
public final class PortScan implements Detector<FailedAttempt> {
    /** The notice's type, as Zeek's scan detection called it. */
    public static final String NOTE = "Scan::Port_Scan";

    static final DetectorOption THRESHOLD = DetectorOption.threshold(
            "ScanPortThreshold",
            15,
            "ports",
            "How many ports of one host a source must fail to reach before it is reported for scanning ports. As in Zeek's scan.zeek: no"
                    + " ordinary client tries so many services of one host.");
    static final DetectorOption INTERVAL = DetectorOption.interval(
            "ScanPortInterval", 300, "The time within which these ports are counted. As in Zeek's scan.zeek.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "A source's TCP connections to ScanPortThreshold ports of one host were refused or never answered within ScanPortInterval.",
            "source, 1 hour",
            List.of(THRESHOLD, INTERVAL));

    private final DistinctWindow ports;
    private final Consumer<Notice> notices;

    /** @param maps where it is kept what was counted of the sensor */
    public PortScan(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        this.notices = notices;
        ports = new DistinctWindow(settings.get(THRESHOLD), settings.seconds(INTERVAL), sensor, "scan of ports", maps);
    }

    @Override
    public Class<FailedAttempt> evidence() {
        return FailedAttempt.class;
    }

    @Override
    public void observe(String subject, FailedAttempt attempt) {
        ports.observe(
                        attempt.getSource() + ' ' + attempt.getTarget(),
                        Integer.toString(attempt.getPort()),
                        attempt.getMeta().getWritten())
                .ifPresent(counted -> notices.accept(ScanNotices.of(NOTE, attempt, counted)
                        .setMsg("%s scanned %s unique ports of host %s in %s"
                                .formatted(
                                        attempt.getSource(),
                                        counted.inWords(),
                                        attempt.getTarget(),
                                        counted.duration()))
                        .setDst(attempt.getTarget())
                        .build()));
    }
}
