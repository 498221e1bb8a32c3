package io.brook.analysis.detect;

import io.brook.analysis.detect.beacon.Beacons;
import io.brook.analysis.detect.connection.ExtraFindings;
import io.brook.analysis.detect.connection.FoundInConnection;
import io.brook.analysis.detect.connection.LongConnections;
import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorList;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.dns.DnsTunnels;
import io.brook.analysis.detect.dns.ExternalNames;
import io.brook.analysis.detect.dns.QueryVolume;
import io.brook.analysis.detect.login.InterestingHosts;
import io.brook.analysis.detect.login.PasswordGuessing;
import io.brook.analysis.detect.loss.DroppedPackets;
import io.brook.analysis.detect.loss.SilentTaps;
import io.brook.analysis.detect.mail.SuspiciousOrigins;
import io.brook.analysis.detect.route.Traceroute;
import io.brook.analysis.detect.scan.AddressScan;
import io.brook.analysis.detect.scan.PortScan;
import io.brook.analysis.detect.scan.RandomScan;
import io.brook.analysis.detect.signature.SignatureMatches;
import io.brook.analysis.detect.software.SoftwareVersions;
import io.brook.analysis.detect.tls.CertificateDates;
import io.brook.analysis.detect.tls.WeakTls;
import io.brook.analysis.detect.unknown.FirstOfAnHour;
import io.brook.analysis.detect.web.DisguisedExecutables;
import io.brook.analysis.detect.web.SqlInjections;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** The list of all detectors that weigh evidence, and of what a site may set about them. */
public final class Detectors {
    /** The log of packets whose protocol is not analysed. */
    public static final String UNKNOWN_PROTOCOLS = "unknown_protocols";

    /** Every detector, for the reference and the settings. */
    public static final List<DetectorInfo> ALL = Stream.of(
                    List.of(AddressScan.INFO, PortScan.INFO, RandomScan.INFO),
                    PasswordGuessing.INFOS,
                    List.of(
                            InterestingHosts.INFO,
                            SqlInjections.INFO,
                            Traceroute.INFO,
                            DnsTunnels.INFO,
                            QueryVolume.INFO,
                            ExternalNames.INFO,
                            SuspiciousOrigins.INFO,
                            DisguisedExecutables.INFO,
                            DroppedPackets.INFO,
                            SilentTaps.INFO,
                            Beacons.INFO,
                            CertificateDates.INFO,
                            WeakTls.INFO),
                    SignatureMatches.INFOS,
                    SoftwareVersions.INFOS,
                    FoundInConnection.INFOS,
                    ExtraFindings.INFOS)
            .flatMap(List::stream)
            .toList();

    /** The logs that are written only when a site wants them. */
    public static final List<String> EXTRA_LOGS = List.of(LongConnections.LOG, UNKNOWN_PROTOCOLS);

    private Detectors() {}

    /** All numbers that can be set. */
    public static Stream<DetectorOption> options() {
        return ALL.stream().flatMap(detector -> detector.options().stream()).distinct();
    }

    /** All lists that can be set. */
    public static Stream<DetectorList> lists() {
        return ALL.stream().flatMap(detector -> detector.lists().stream()).distinct();
    }

    /** The types of all notices that can be disabled. */
    public static Stream<String> notes() {
        return ALL.stream().flatMap(detector -> detector.notes().stream());
    }

    /** Whether some detector of Brook's weighs evidence of a kind. */
    public static boolean isWeighed(Class<?> evidence) {
        return of(DetectorSettings.DEFAULT, "", new SavedMaps(), line -> {}, notice -> {}).stream()
                .anyMatch(detector -> detector.evidence() == evidence);
    }

    /** Those of one sensor, the site's among them. */
    static List<Detector<?>> of(
            DetectorSettings settings,
            String sensor,
            SavedMaps maps,
            Consumer<SpecificRecord> log,
            Consumer<Notice> notices) {
        List<Detector<?>> all = new ArrayList<>(List.of(
                new AddressScan(settings, sensor, maps, notices),
                new PortScan(settings, sensor, maps, notices),
                new RandomScan(settings, sensor, maps, notices),
                new PasswordGuessing(settings, sensor, maps, notices),
                new InterestingHosts(sensor, maps, notices),
                new SqlInjections(settings, sensor, maps, notices),
                new DnsTunnels(settings, sensor, maps, notices),
                new QueryVolume(settings, sensor, maps, notices),
                new SoftwareVersions(settings, sensor, maps, notices),
                new SilentTaps(notices),
                new Beacons(settings, sensor, maps, notices),
                new Traceroute(settings, sensor, maps, notices),
                new CertificateDates(settings, notices),
                new WeakTls(settings, notices),
                new SignatureMatches(sensor, maps, log, notices),
                new FoundInConnection(notices),
                new FirstOfAnHour(sensor, maps, log)));
        settings.site().forEach(each -> all.add(each.open(settings, sensor, maps, notices)));
        return all;
    }
}
