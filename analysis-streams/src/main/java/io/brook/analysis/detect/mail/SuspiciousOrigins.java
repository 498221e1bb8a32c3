package io.brook.analysis.detect.mail;

import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorList;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.log.SmtpLog;
import io.brook.schemas.record.Finding;
import io.brook.schemas.subject.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Finds mail that comes from networks that the site has named: Zeek's detect-suspicious-orig.zeek, without its countries. */
public final class SuspiciousOrigins {
    static final String NOTE = "SMTP::Suspicious_Origination";

    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    static final DetectorList NETWORKS = new DetectorList(
            "SuspiciousMailNetworks",
            List.of(),
            "a network such as 192.0.2.0/24",
            LocalNetworks::isNetwork,
            "Networks from which mail is suspicious. None, as in Zeek: no network is suspicious to everybody.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "A mail comes from one of SuspiciousMailNetworks, by its header X-Originating-IP or the first of its Received headers.",
            "never",
            List.of(),
            List.of(NETWORKS));

    private final LocalNetworks networks;
    private final boolean isWanted;

    public SuspiciousOrigins(DetectorSettings settings) {
        networks = LocalNetworks.of(settings.get(NETWORKS));
        isWanted = !settings.get(NETWORKS).isEmpty();
    }

    /** What a line of smtp.log says of it: one report for each of the two headers, in Zeek's words, whose country is unknown here. */
    public List<Report> in(SpecificRecord line) {
        if (!isWanted || !(line instanceof SmtpLog mail)) {
            return List.of();
        }
        List<Report> found = new ArrayList<>();
        String stated = mail.getXOriginatingIp();
        if (stated != null && networks.contains(stated)) {
            found.add(report(mail, "An email originated from  (" + stated + ")."));
        }
        List<String> path = mail.getPath();
        if (path != null && !path.isEmpty() && networks.contains(path.get(path.size() - 1))) {
            found.add(report(
                    mail, "Based up Received headers, email originated from  (" + path.get(path.size() - 1) + ")."));
        }
        return found;
    }

    private static Report report(SmtpLog mail, String message) {
        Finding finding = Finding.newBuilder()
                .setMeta(mail.getMeta())
                .setNote(NOTE)
                .setUid(mail.getUid())
                .setId(mail.getId())
                .setProto("tcp")
                .setMsg(message)
                .setSuppressFor(SUPPRESS_FOR)
                .build();
        return new Report(NOTE + ' ' + mail.getUid(), finding);
    }
}
