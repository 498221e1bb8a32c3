package io.brook.analysis.detect;

import io.brook.analysis.detect.beacon.Beacons;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.contract.SiteDetector;
import io.brook.analysis.detect.dns.ExternalNames;
import io.brook.analysis.detect.dns.PrivateAnswers;
import io.brook.analysis.detect.dns.QueryVolume;
import io.brook.analysis.detect.login.HostNames;
import io.brook.analysis.detect.loss.DroppedPackets;
import io.brook.analysis.detect.mail.SuspiciousOrigins;
import io.brook.analysis.detect.software.SoftwareVersions;
import io.brook.analysis.detect.web.DisguisedExecutables;
import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.log.SoftwareLog;
import io.brook.schemas.subject.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** All that a line says to detectors, as far as the site wants to know it. */
public final class LineEvidence {
    private final LocalNetworks local;
    private final ExternalNames externalNames;
    private final SuspiciousOrigins origins;
    private final DisguisedExecutables executables;
    private final HostNames hosts;
    private final List<SiteDetector> site;
    private final Set<String> software;
    private final boolean seeksBeacons;
    private final boolean countsNames;

    public LineEvidence(DetectorSettings settings, LocalNetworks local) {
        this.local = local;
        externalNames = new ExternalNames(settings, local);
        origins = new SuspiciousOrigins(settings);
        executables = new DisguisedExecutables(settings);
        hosts = new HostNames(settings, local);
        site = settings.site();
        software = SoftwareVersions.wanted(settings);
        seeksBeacons = Beacons.isWanted(settings);
        countsNames = QueryVolume.isWanted(settings);
    }

    /** What a line says, with the subjects that it is about. */
    public List<Report> in(SpecificRecord line) {
        List<Report> found = new ArrayList<>(Evidence.in(line));
        add(DroppedPackets.in(line), found);
        add(PrivateAnswers.in(line, local), found);
        add(externalNames.in(line), found);
        add(executables.in(line), found);
        found.addAll(origins.in(line));
        found.addAll(hosts.in(line));
        if (countsNames) {
            add(QueryVolume.in(line), found);
        }
        if (seeksBeacons) {
            add(Evidence.outbound(line), found);
        }
        for (SiteDetector detector : site) {
            found.addAll(detector.evidence(line));
        }
        return found;
    }

    /** Without a lambda: with the first compiler, creating one that captures something is a call into the JVM. */
    private static void add(Optional<Report> report, List<Report> found) {
        if (report.isPresent()) {
            found.add(report.get());
        }
    }

    /** Whether an observation is evidence, too. */
    public boolean isEvidence(SpecificRecord observation) {
        return observation instanceof SoftwareLog seen && software.contains(seen.getName());
    }
}
