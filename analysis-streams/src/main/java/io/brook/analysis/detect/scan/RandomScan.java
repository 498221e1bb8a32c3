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
 * Finds hosts that scan at random: a source whose TCP connections fail with ever different hosts on ever different ports. An attempt
 * counts when neither its host nor its port is among those counted before, so scans of addresses and of ports do not count here.
 */
public final class RandomScan implements Detector<FailedAttempt> {
    /** The notice's type. */
    public static final String NOTE = "Scan::Random_Scan";

    /** An attempt is remembered by two things, and only so many are known one by one. */
    private static final int MOST = 450;

    private static final int THINGS = 2;

    static final DetectorOption THRESHOLD = new DetectorOption(
            "ScanRandomThreshold",
            100,
            1,
            MOST,
            "hosts",
            "How many hosts a source must fail to reach, each on another port, before it is reported for scanning at random. Four times"
                    + " that of address scans, because peer-to-peer clients do the same on a smaller scale.");
    static final DetectorOption INTERVAL = DetectorOption.interval(
            "ScanRandomInterval",
            300,
            "The time within which these hosts are counted. As that of the other scans, so that one number fits a site.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "A source's TCP connections to ScanRandomThreshold hosts, each on another port, were refused or never answered within"
                    + " ScanRandomInterval.",
            "source, 1 hour",
            List.of(THRESHOLD, INTERVAL));

    private final DistinctWindow pairs;
    private final Consumer<Notice> notices;

    /** @param maps where it is kept what was counted of the sensor */
    public RandomScan(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        this.notices = notices;
        pairs = new DistinctWindow(
                THINGS * settings.get(THRESHOLD), settings.seconds(INTERVAL), sensor, "scan of pairs", maps);
    }

    @Override
    public Class<FailedAttempt> evidence() {
        return FailedAttempt.class;
    }

    @Override
    public void observe(String subject, FailedAttempt attempt) {
        String source = attempt.getSource();
        String port = Integer.toString(attempt.getPort());
        long time = attempt.getMeta().getWritten();
        if (pairs.has(source, attempt.getTarget(), time) || pairs.has(source, port, time)) {
            return;
        }
        pairs.observe(source, attempt.getTarget(), time);
        pairs.observe(source, port, time)
                .ifPresent(counted -> notices.accept(ScanNotices.of(NOTE, attempt, counted)
                        .setMsg("%s scanned at least %d unique hosts, each on another port, in %s"
                                .formatted(source, counted.count() / THINGS, counted.duration()))
                        .setN(counted.count() / THINGS)
                        .build()));
    }
}
