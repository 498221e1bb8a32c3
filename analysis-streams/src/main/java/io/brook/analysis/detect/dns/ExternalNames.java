package io.brook.analysis.detect.dns;

import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorList;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.record.Finding;
import io.brook.schemas.subject.Report;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/** Finds names outside the site's zones that lead to the site's hosts: Zeek's detect-external-names.zeek. */
public final class ExternalNames {
    static final String NOTE = "DNS::External_Name";

    private static final int MULTICAST_DNS = 5353;
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();
    private static final Pattern ZONE = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");

    static final DetectorList ZONES = new DetectorList(
            "LocalZones",
            List.of(),
            "a zone such as example.org",
            zone -> ZONE.matcher(zone).matches(),
            "The zones of the site's own names. As in Zeek, there is no default, and without one names are not judged: only the site knows"
                    + " them.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "A name that is in none of LocalZones leads to a local host. Multicast DNS does not count.",
            "address and name, 1 hour",
            List.of(),
            List.of(ZONES));

    private final List<String> zones;
    private final LocalNetworks local;

    public ExternalNames(DetectorSettings settings, LocalNetworks local) {
        zones = settings.get(ZONES).stream()
                .map(zone -> zone.toLowerCase(Locale.ROOT))
                .toList();
        this.local = local;
    }

    /** What a line of dns.log says of such names, each with the first local address. */
    public Optional<Report> in(SpecificRecord line) {
        if (zones.isEmpty()
                || !(line instanceof DnsLog dns)
                || dns.getAnswers() == null
                || dns.getQuery() == null
                || dns.getId().getRespP() == MULTICAST_DNS
                || isLocal(dns.getQuery())) {
            return Optional.empty();
        }
        return dns.getAnswers().stream().filter(local::contains).findFirst().map(answer -> report(dns, answer));
    }

    private boolean isLocal(String query) {
        String name = query.toLowerCase(Locale.ROOT);
        return zones.stream().anyMatch(zone -> name.equals(zone) || name.endsWith('.' + zone));
    }

    private static Report report(DnsLog dns, String answer) {
        String identifier = answer + dns.getQuery();
        Finding finding = Finding.newBuilder()
                .setMeta(dns.getMeta())
                .setNote(NOTE)
                .setIdentifier(identifier)
                .setUid(dns.getUid())
                .setId(dns.getId())
                .setProto(dns.getProto())
                .setMsg(dns.getQuery() + " is pointing to a local host - " + answer + '.')
                .setSuppressFor(SUPPRESS_FOR)
                .build();
        return new Report(NOTE + ' ' + identifier, finding);
    }
}
